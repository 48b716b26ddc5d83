package io.realtimeclock.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.realtimeclock.localstack.RedisProcess;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
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
 * Real messages of running services are as the documents describe them, and have no field
 * that these don't name.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractIT {

	private static final JsonMapper JSON = new JsonMapper();

	private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

	private final JsonNode messages = document("asyncapi.yaml");

	private final JsonNode answers = document("openapi.yaml");

	@SuppressWarnings("NullAway.Init")
	private Addresses addresses;

	@SuppressWarnings("NullAway.Init")
	private RedisProcess redis;

	@SuppressWarnings("NullAway.Init")
	private BrokerProcess broker;

	@SuppressWarnings("NullAway.Init")
	private ServiceProcess ticker;

	@SuppressWarnings("NullAway.Init")
	private ServiceProcess gateway;

	/**
	 * The gateway comes before there was any tick.
	 */
	@BeforeAll
	void start() throws IOException {
		int kafkaPort = JavaProcess.freePort();
		int redisPort = JavaProcess.freePort();
		this.addresses = Addresses.local(kafkaPort, redisPort);
		this.redis = RedisProcess.start(redisPort);
		this.broker = BrokerProcess.start(kafkaPort);
		createTopic(kafkaPort);
		this.gateway = ClockSystem.gateway("contract", JavaProcess.freePort(), this.addresses).awaitReady();
		assertThat(first()).satisfies((frame) -> assertIsOf(this.messages, "stale", frame));
		this.ticker = ClockSystem.ticker("contract-ticker", this.addresses).awaitReady();
	}

	private static void createTopic(int kafkaPort) {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", "localhost:" + kafkaPort))) {
			admin.createTopics(List.of(new NewTopic("time", 1, (short) 1)))
				.all()
				.toCompletionStage()
				.toCompletableFuture()
				.join();
		}
	}

	@AfterAll
	void stop() throws IOException {
		this.gateway.close();
		this.ticker.close();
		this.broker.close();
		this.redis.close();
	}

	@Test
	void theTopicsRecordsAreTicks() {
		ConsumerRecord<String, String> record = record();
		assertThat(record.key())
			.isEqualTo(this.messages.at("/components/messages/tick/bindings/kafka/key/const").asString());
		assertThat(record.topic()).isEqualTo(this.messages.at("/channels/time/address").asString());
		assertIsOf(this.messages, "tick", record.value());
	}

	@Test
	void framesAreLiveOrStale() {
		try (RecordingClient client = RecordingClient.connect(this.gateway)) {
			client.awaitLive(3, Duration.ofSeconds(10));
			assertThat(client.texts()).allSatisfy((text) -> assertIsOf(this.messages, "live", text));
			this.ticker.killNow();
			await("the notice").atMost(Duration.ofSeconds(10))
				.until(() -> client.texts().stream().anyMatch((text) -> text.contains("stale")));
			assertIsOf(this.messages, "stale", client.texts().get(client.texts().size() - 1));
		}
		finally {
			this.ticker.close();
			this.ticker = ClockSystem.ticker("contract-ticker-2", this.addresses).awaitReady();
		}
	}

	@Test
	void theInitialStateIsTheCurrentTime() throws Exception {
		assertIsOf(this.answers, "current", Session.logIn(this.gateway).get(this.gateway, "/api/initial_state").body());
	}

	@ParameterizedTest
	@CsvSource({ "/api/initial_state, 401", "/time/tic/, 401", "/unknown, 404" })
	void failuresAreProblems(String path, int status) throws Exception {
		String problem = new Session().get(this.gateway, path).body();
		assertIsOf(this.answers, "problem", problem);
		assertThat(JSON.readTree(problem).path("status").asInt()).isEqualTo(status);
	}

	@ParameterizedTest
	@CsvSource({ "/livez", "/readyz" })
	void probesSayTheHealth(String path) throws Exception {
		assertIsOf(this.answers, "health", new Session().get(this.gateway, path).body());
	}

	@Test
	void eachPathOfTheDocumentIsThereAndAnswersAsItSays() throws Exception {
		for (Map.Entry<String, JsonNode> path : this.answers.path("paths").properties()) {
			if (path.getValue().has("get")) {
				String status = Integer.toString(this.gateway.status(path.getKey()));
				assertThat(path.getValue().at("/get/responses").propertyNames()).as(path.getKey()).contains(status);
			}
		}
	}

	private String first() {
		try (RecordingClient client = RecordingClient.connect(this.gateway)) {
			await("the first frame").atMost(Duration.ofSeconds(10)).until(() -> !client.texts().isEmpty());
			return client.texts().get(0);
		}
	}

	private ConsumerRecord<String, String> record() {
		Map<String, Object> settings = Map.of("bootstrap.servers", this.addresses.kafka(), "auto.offset.reset",
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
	 * Return one of the document's schemas, within the document that it refers to.
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
