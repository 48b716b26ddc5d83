package io.realtimeclock.ticker;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.health.Supervised;
import io.realtimeclock.health.Supervisor;
import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.KafkaServer;
import io.realtimeclock.testsupport.RedisServer;
import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;
import io.realtimeclock.tick.TickNames;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole service, with a real broker and a real Redis.
 */
@ExtendWith(TickerApplicationTests.StopParts.class)
@SpringBootTest(useMainMethod = SpringBootTest.UseMainMethod.ALWAYS,
		webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = { "management.server.port=0",
				// A claim that a busy machine answers late would be published without a
				// claim
				"ticker.claim-timeout=400ms" })
@DirtiesContext
class TickerApplicationTests {

	private static final Grid GRID = new Grid(Duration.ofMillis(500));

	@SuppressWarnings("NullAway.Init")
	private static KafkaServer broker;

	@SuppressWarnings("NullAway.Init")
	private static RedisServer redis;

	private final HttpClient http = HttpClient.newHttpClient();

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private MeterRegistry meters;

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	@DynamicPropertySource
	static void startParts(DynamicPropertyRegistry properties) throws IOException {
		redis = RedisServer.start();
		broker = KafkaServer.start(FreePorts.next());
		properties.add("spring.kafka.bootstrap-servers", broker::address);
		properties.add("spring.data.redis.port", redis::port);
	}

	@Test
	void publishesATickAtEverySlot() {
		double skippedBefore = skipped();
		Instant begin = Instant.now();
		List<Tick> ticks = nextTicks(10);
		assertThatEachSlotCameOnce(ticks, skippedBefore);
		assertThat(ticks).allSatisfy((tick) -> assertThat(tick).isEqualTo(GRID.at(tick.instant())));
		assertThat(ticks.get(9).instant()).isBetween(begin, Instant.now());
	}

	@Test
	void keepsTheLatestTickInRedisAsItIsPublished(@Autowired StringRedisTemplate template) {
		try (KafkaConsumer<String, String> consumer = consumerAtTheEnd()) {
			List<String> published = new ArrayList<>();
			Awaitility.await().atMost(Duration.ofSeconds(10)).pollInSameThread().untilAsserted(() -> {
				consumer.poll(Duration.ofMillis(100)).forEach((sent) -> published.add(sent.value()));
				assertThat(published).isNotEmpty();
				assertThat(template.opsForValue().get(TickNames.REDIS_KEY))
					.isEqualTo(published.get(published.size() - 1));
			});
		}
	}

	@Test
	void answersItsProbesOnTheMainPort() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(5))
			.untilAsserted(() -> assertThat(get(this.port, "/readyz").statusCode()).isEqualTo(200));
		assertThat(get(this.port, "/livez").statusCode()).isEqualTo(200);
		assertThat(get(this.port, "/actuator/prometheus").statusCode()).isEqualTo(404);
	}

	@Test
	void isNotAliveWhileAThreadIsSilent(@Autowired Supervisor supervisor) {
		Supervised thread = supervisor.register("test", Duration.ofSeconds(1));
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(get(this.port, "/livez").statusCode()).isEqualTo(503));
		assertThat(get(this.port, "/livez").body()).contains("no sign of life");
		thread.stopped();
		assertThat(get(this.port, "/livez").statusCode()).isEqualTo(200);
	}

	@Test
	void measuresClaimsPublishesAndSkippedSlots() {
		nextTicks(2);
		HttpResponse<String> metrics = get(this.managementPort, "/actuator/prometheus");
		assertThat(metrics.statusCode()).isEqualTo(200);
		assertThat(metrics.body()).containsPattern("(?m)^ticker_claims_seconds_count\\{.*outcome=\"won\".*} [1-9]")
			.containsPattern("(?m)^ticker_publishes_seconds_count\\{.*outcome=\"sent\".*} [1-9]")
			.containsPattern("(?m)^ticker_slots_skipped_total(\\{.*})? \\d");
	}

	@Test
	void publishesEachSlotOnceWithASecondReplicaAndGoesOnWithoutIt() {
		double skippedBefore = skipped();
		try (KafkaConsumer<String, String> consumer = consumerAtTheEnd()) {
			List<Tick> ticks;
			try (ConfigurableApplicationContext replica = TickerApplication.application()
				.run("--server.port=0", "--management.server.port=0",
						"--spring.kafka.bootstrap-servers=" + broker.address(),
						"--spring.data.redis.port=" + redis.port(), "--ticker.claim-timeout=400ms")) {
				assertThat(replica.isRunning()).isTrue();
				ticks = new ArrayList<>(read(consumer, 10));
			}
			ticks.addAll(read(consumer, 6));
			assertThatEachSlotCameOnce(ticks, skippedBefore);
		}
	}

	private double skipped() {
		return this.meters.counter("ticker.slots.skipped").count();
	}

	/**
	 * No slot is missed, except by a busy machine that woke up too late.
	 */
	private void assertThatEachSlotCameOnce(List<Tick> ticks, double skippedBefore) {
		assertThat(ticks).extracting(Tick::sequence).doesNotHaveDuplicates().isSorted();
		long holes = ticks.get(ticks.size() - 1).sequence() - ticks.get(0).sequence() + 1 - ticks.size();
		assertThat((double) holes).isLessThanOrEqualTo(skipped() - skippedBefore);
	}

	private static List<Tick> nextTicks(int count) {
		try (KafkaConsumer<String, String> consumer = consumerAtTheEnd()) {
			return read(consumer, count);
		}
	}

	private static KafkaConsumer<String, String> consumerAtTheEnd() {
		KafkaConsumer<String, String> consumer = broker.consumer(TickNames.TOPIC);
		consumer.seekToEnd(consumer.assignment());
		consumer.assignment().forEach(consumer::position);
		return consumer;
	}

	private static List<Tick> read(KafkaConsumer<String, String> consumer, int least) {
		TickCodec codec = new TickCodec(GRID);
		List<Tick> ticks = new ArrayList<>();
		Awaitility.await().atMost(Duration.ofSeconds(30)).pollInSameThread().until(() -> {
			consumer.poll(Duration.ofMillis(100))
				.forEach((sent) -> ticks.add(codec.decode(sent.value().getBytes(StandardCharsets.UTF_8))));
			return ticks.size() >= least;
		});
		return ticks;
	}

	private HttpResponse<String> get(int port, String path) {
		try {
			return this.http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
				.timeout(Duration.ofSeconds(5))
				.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new AssertionError(path + " is not answered", ex);
		}
	}

	/**
	 * Registered first, so that broker and Redis stop after the service.
	 */
	static final class StopParts implements AfterAllCallback {

		@Override
		public void afterAll(ExtensionContext context) throws IOException {
			broker.close();
			redis.close();
		}

	}

}
