package io.realtimeclock.systemtests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Real messages of running services match the documents' schemas, and have no other
 * fields.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractIT {

	private static final JsonMapper JSON = new JsonMapper();

	private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

	private final JsonNode messages = document("asyncapi.yaml");

	private final JsonNode answers = document("openapi.yaml");

	@SuppressWarnings("NullAway.Init")
	private OwnSystem system;

	/**
	 * The gateway starts before the first tick.
	 */
	@BeforeAll
	void start() throws IOException {
		this.system = new OwnSystem("contract").withUser()
			.with(Map.of("GATEWAY_FEEDS_PRICES_TOPIC", "quotes", "GATEWAY_FEEDS_PRICES_STALE_AFTER", "1s"));
		createTopics();
		publish("EURUSD", "{\"bid\":1.0801}");
		this.system.startGateway();
		assertThat(first()).satisfies((frame) -> assertIsOf(this.messages, "stale", frame));
		this.system.startTicker();
	}

	private void createTopics() {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", this.system.addresses().kafka()))) {
			admin.createTopics(List.of(new NewTopic("time", 1, (short) 1), new NewTopic("quotes", 3, (short) 1)))
				.all()
				.toCompletionStage()
				.toCompletableFuture()
				.join();
		}
	}

	private void publish(String key, @Nullable String value) {
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", this.system.addresses().kafka()), new StringSerializer(),
				new StringSerializer())) {
			producer.send(new ProducerRecord<>("quotes", key, value)).get(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@AfterAll
	void stop() throws IOException {
		this.system.close();
	}

	@Test
	void theTopicsRecordsAreTicks() {
		ConsumerRecord<String, String> record = record();
		assertThat(record.key())
			.isEqualTo(this.messages.at("/components/messages/tick/bindings/kafka/key/const").asString());
		assertThat(record.topic()).isEqualTo(this.messages.at("/channels/time/address").asString());
		assertThat(record.headers()).extracting(Header::key)
			.isSubsetOf(this.messages.at("/components/messages/tick/headers/properties").propertyNames())
			.as("no trace unless it is switched on")
			.doesNotContain("traceparent");
		assertIsOf(this.messages, "tick", record.value());
	}

	@Test
	void framesAndTheInitialStateAreLiveOrStale() throws Exception {
		try (RecordingClient client = RecordingClient.connect(this.system.gateway())) {
			client.awaitLive(3, Duration.ofSeconds(10));
			assertThat(client.texts()).allSatisfy((text) -> assertIsOf(this.messages, "live", text));
			this.system.ticker().killNow();
			await("the notice").atMost(Duration.ofSeconds(10))
				.until(() -> client.texts().stream().anyMatch((text) -> text.contains("stale")));
			assertIsOf(this.messages, "stale", client.texts().get(client.texts().size() - 1));
			assertThat(initialState()).contains("\"stale\":true")
				.satisfies((json) -> assertIsOf(this.answers, "current", json));
		}
		finally {
			this.system.startTicker();
		}
	}

	@Test
	void framesOfAFeedAreValuesTheEndOfTheSnapshotOrTheStaleNotice() throws Exception {
		URI address = URI
			.create("ws://localhost:" + this.system.gateway().port() + "/feeds/prices?key=EURUSD&key=GBPUSD");
		try (RecordingClient client = RecordingClient.connect(address,
				HttpClient.newHttpClient().newWebSocketBuilder().header("Authorization", RecordingClient.login()))) {
			await("the snapshot").atMost(Duration.ofSeconds(10)).until(() -> client.texts().size() >= 2);
			assertIsOf(this.messages, "value", client.texts().get(0));
			assertIsOf(this.messages, "snapshotComplete", client.texts().get(1));
			publish("GBPUSD", "no JSON");
			publish("GBPUSD", null);
			await("the notice").atMost(Duration.ofSeconds(10))
				.until(() -> client.texts().stream().filter((text) -> text.contains("stale")).count() > 0);
			client.texts().forEach((text) -> {
				String kind = text.contains("\"key\"") ? "value"
						: text.contains("snapshot") ? "snapshotComplete" : "feedStale";
				assertIsOf(this.messages, kind, text);
			});
			client.send("{\"keys\":[\"EURUSD\"]}");
			assertIsOf(this.messages, "keys", "{\"keys\":[\"EURUSD\"]}");
			await("the end of the snapshot").atMost(Duration.ofSeconds(10))
				.until(() -> client.texts().stream().filter((text) -> text.contains("snapshot")).count() == 2);
		}
	}

	@Test
	void theValuesOfAFeedAreAList() throws Exception {
		String json = Session.logIn(this.system.gateway())
			.get(this.system.gateway(), "/api/feeds/prices?key=EURUSD")
			.body();
		assertIsOf(this.answers, "values", json);
		assertThat(json).startsWith("[{\"key\":\"EURUSD\",\"value\":{\"bid\":1.0801},");
	}

	@Test
	void theInitialStateIsTheCurrentTime() throws Exception {
		assertIsOf(this.answers, "current", initialState());
	}

	private String initialState() throws Exception {
		return Session.logIn(this.system.gateway()).get(this.system.gateway(), "/api/initial_state").body();
	}

	@ParameterizedTest
	@CsvSource({ "/api/initial_state, 401", "/time/tic/, 401", "/unknown, 404", "/feeds/prices, 401",
			"/api/feeds/prices, 401", "/feeds/unknown, 401" })
	void failuresAreProblems(String path, int status) throws Exception {
		String problem = new Session().get(this.system.gateway(), path).body();
		assertIsOf(this.answers, "problem", problem);
		assertThat(JSON.readTree(problem).path("status").asInt()).isEqualTo(status);
	}

	@ParameterizedTest
	@CsvSource({ "/livez", "/readyz" })
	void probesSayTheHealth(String path) throws Exception {
		assertIsOf(this.answers, "health", new Session().get(this.system.gateway(), path).body());
	}

	@Test
	void eachPathOfTheDocumentIsThereAndAnswersAsItSays() throws Exception {
		for (Map.Entry<String, JsonNode> path : this.answers.path("paths").properties()) {
			if (path.getValue().has("get")) {
				String status = Integer
					.toString(this.system.gateway().status(path.getKey().replace("{name}", "prices")));
				assertThat(path.getValue().at("/get/responses").propertyNames()).as(path.getKey()).contains(status);
			}
		}
	}

	private String first() {
		try (RecordingClient client = RecordingClient.connect(this.system.gateway())) {
			await("the first frame").atMost(Duration.ofSeconds(10)).until(() -> !client.texts().isEmpty());
			return client.texts().get(0);
		}
	}

	private ConsumerRecord<String, String> record() {
		Map<String, Object> settings = Map.of("bootstrap.servers", this.system.addresses().kafka(), "auto.offset.reset",
				"earliest");
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings, new StringDeserializer(),
				new StringDeserializer())) {
			consumer.assign(List.of(new TopicPartition("time", 0)));
			return consumer.poll(Duration.ofSeconds(10)).iterator().next();
		}
	}

	private static void assertIsOf(JsonNode document, String name, String text) {
		Schema schema = SCHEMAS.getSchema(schema(document, name));
		assertThat(schema.validate(JSON.readTree(text))).as(text).isEmpty();
	}

	/**
	 * Return a schema of the document, with the document for its references.
	 */
	private static JsonNode schema(JsonNode document, String name) {
		return JSON.createObjectNode()
			.put("$ref", "#/components/schemas/" + name)
			.set("components", document.path("components"));
	}

	private static JsonNode document(String name) {
		try {
			Object content = new Yaml().load(Files.readString(Path.of("..", "docs", name)));
			return JSON.valueToTree(content);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
