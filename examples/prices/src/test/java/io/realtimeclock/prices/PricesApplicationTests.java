package io.realtimeclock.prices;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.realtimeclock.testsupport.KafkaServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The example on a real broker.
 */
@SuppressWarnings("NullAway.Init")
class PricesApplicationTests {

	private static KafkaServer kafka;

	private static ConfigurableApplicationContext example;

	@BeforeAll
	static void start() {
		kafka = KafkaServer.start();
		example = PricesApplication.application()
			.run("--prices.port=0", "--prices.gateway=http://gateway.example:8080",
					"--spring.kafka.bootstrap-servers=" + kafka.address());
	}

	@AfterAll
	static void stop() {
		example.close();
		kafka.close();
	}

	@Test
	void publishesEachSymbolAndThenChanges() {
		Set<String> symbols = new HashSet<>();
		int[] records = { 0 };
		Map<String, Object> settings = Map.of("bootstrap.servers", kafka.address(), "group.id", "test",
				"auto.offset.reset", "earliest");
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings, new StringDeserializer(),
				new StringDeserializer())) {
			consumer.subscribe(List.of("prices"));
			await().atMost(Duration.ofSeconds(30)).until(() -> {
				for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
					assertThat(record.value()).matches("\\{\"bid\":\\d+\\.\\d+,\"ask\":\\d+\\.\\d+}");
					symbols.add(record.key());
					records[0]++;
				}
				return records[0] > 700;
			});
		}
		assertThat(symbols).hasSize(500);
	}

	@Test
	void topicIsCompacted() throws Exception {
		ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "prices");
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.address()))) {
			assertThat(admin.describeConfigs(List.of(topic)).all().get().values()).singleElement()
				.extracting((config) -> config.get("cleanup.policy").value())
				.isEqualTo("compact");
		}
	}

	@Test
	void pageLoadsTheClientModuleFromTheGateway() throws Exception {
		HttpResponse<String> answer = get("/");
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
		assertThat(answer.body()).contains("from \"http://gateway.example:8080/assets/clock-client.js\"")
			.doesNotContain("{{");
	}

	@Test
	void otherPathsAreNotFound() throws Exception {
		assertThat(get("/prices.yml").statusCode()).isEqualTo(404);
	}

	private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
		int port = example.getBean(PricePage.class).port();
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
					HttpResponse.BodyHandlers.ofString());
	}

}
