package io.realtimeclock.systemtests.secured;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.systemtests.ClockSystem;
import io.realtimeclock.systemtests.ConfigurationBlock;
import io.realtimeclock.systemtests.Part;
import io.realtimeclock.systemtests.RecordingClient;
import io.realtimeclock.systemtests.Requires;
import io.realtimeclock.systemtests.ServiceProcess;
import io.realtimeclock.systemtests.Session;
import io.realtimeclock.systemtests.identity.ProviderProcess;
import io.realtimeclock.testsupport.Certificate;
import io.realtimeclock.testsupport.FreePorts;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The clock on a Kafka and a Redis with TLS, logins and least rights, configured with the
 * blocks of docs/configuration.md.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Requires(Part.REDIS_SERVER)
class SecuredPartsIT {

	@SuppressWarnings("NullAway.Init")
	private SecuredBroker broker;

	@SuppressWarnings("NullAway.Init")
	private SecuredRedis redis;

	@SuppressWarnings("NullAway.Init")
	private ProviderProcess provider;

	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@BeforeAll
	void start(@TempDir Path folder) throws Exception {
		this.folder = folder;
		Certificate certificate = Certificate.make(folder, "kafka-ca");
		this.provider = ProviderProcess.start(FreePorts.next());
		this.redis = SecuredRedis.start(folder, Certificate.make(folder, "redis-ca"));
		this.broker = new SecuredBroker(folder, certificate, this.provider.issuer());
	}

	@AfterAll
	void stop() {
		this.broker.close();
		this.redis.close();
		this.provider.close();
	}

	/**
	 * The first test: its ticker creates the topic.
	 */
	@Order(1)
	@ParameterizedTest
	@CsvSource({ "SCRAM, 'Redis: TLS, a user and a password'", "OAUTH, Redis: a URL",
			"CERTIFICATE, 'Redis: TLS, a user and a password'" })
	void theClockTicksAndALogOutClosesItsSockets(KafkaLogin login, String redisBlock) throws Exception {
		String name = "secured-" + login.name().toLowerCase(Locale.ROOT);
		Map<String, String> settings = environment("gateway", login, redisBlock);
		settings.put("GATEWAY_REPLICA", name);
		settings.put("SPRING_SECURITY_USER_NAME", ClockSystem.USER);
		settings.put("SPRING_SECURITY_USER_PASSWORD", ClockSystem.PASSWORD);
		try (ServiceProcess ticker = ServiceProcess.start(name + "-ticker", "ticker.jar", FreePorts.next(),
				environment("ticker", login, redisBlock));
				ServiceProcess gateway = ServiceProcess.start(name + "-gateway", "gateway.jar", FreePorts.next(),
						settings)) {
			ticker.awaitReady();
			gateway.awaitReady();
			Session session = Session.logIn(gateway);
			assertThat(session.get(gateway, "/api/initial_state").statusCode()).isEqualTo(200);
			try (RecordingClient client = session.connect(gateway)) {
				client.awaitLive(4, Duration.ofSeconds(10));
				assertThat(gateway.management("/actuator/sockets")).contains(ClockSystem.USER);
				session.logOut(gateway);
				assertThat(client.awaitClose(Duration.ofSeconds(2))).isEqualTo(1008);
			}
			assertThat(gateway.delete("/actuator/sockets?user=" + ClockSystem.USER)).isEqualTo(204);
			assertThat(Session.logIn(gateway).get(gateway, "/").statusCode()).isEqualTo(200);
			assertThat(ticker.status("/readyz")).isEqualTo(200);
		}
		// Sent by a gateway that stops, if its connection is still open then
		assertThat(RedisRights.commands()).filteredOn((command) -> !command.equals("unsubscribe"))
			.isSubsetOf(this.redis.usedCommands());
		assertThat(this.broker.unusedRights()).isEmpty();
	}

	/**
	 * Return the blocks of docs/configuration.md for a service.
	 */
	private Map<String, String> environment(String service, KafkaLogin login, String redisBlock) {
		Map<String, String> environment = ConfigurationBlock.under(login.heading(),
				Map.of("kafka.example.org:9093", this.broker.address(login), "https://login.example.org",
						this.provider.issuer(), "/etc/clock", this.folder.toString(), "ticker", service, "…",
						SecuredBroker.password(service)));
		environment.putAll(ConfigurationBlock.under(redisBlock,
				Map.of("redis.example.org", "localhost", "6379", Integer.toString(this.redis.port()), "/etc/clock",
						this.folder.toString(), "ticker", service, "…", RedisRights.password(service))));
		return environment;
	}

	@Test
	void aGatewayMayNotPublish() {
		Map<String, Object> settings = new HashMap<>(this.broker.client("gateway"));
		// Otherwise the producer may fail for lack of an id before it sends
		settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
		try (Producer<String, String> producer = new KafkaProducer<>(settings, new StringSerializer(),
				new StringSerializer())) {
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> producer.send(new ProducerRecord<>("time", "x")).get(10, TimeUnit.SECONDS))
				.withCauseInstanceOf(AuthorizationException.class);
		}
	}

	@Test
	void neitherMayMakeAnotherTopic() {
		for (String user : List.of("ticker", "gateway")) {
			try (Admin admin = Admin.create(this.broker.client(user))) {
				assertThatExceptionOfType(ExecutionException.class)
					.isThrownBy(() -> admin.createTopics(List.of(new NewTopic("other", 1, (short) 1)))
						.all()
						.get(10, TimeUnit.SECONDS))
					.withCauseInstanceOf(AuthorizationException.class);
			}
		}
	}

	@Test
	void aTickerMayNotSeeSessions() throws Exception {
		assertThat(this.redis.ask("ticker", "HGETALL", "spring:session:json:sessions:x")).contains("NOPERM");
		assertThat(this.redis.ask("ticker", "KEYS", "*")).contains("NOPERM");
	}

	@Test
	void aGatewayMayNotSetTheTime() throws Exception {
		this.redis.ask("admin", "SET", "time", "a tick");
		assertThat(this.redis.ask("gateway", "GET", "time")).isEqualTo("a tick");
		assertThat(this.redis.ask("gateway", "SET", "time", "x")).contains("NOPERM");
		assertThat(this.redis.ask("gateway", "FLUSHALL")).contains("NOPERM");
		assertThat(this.redis.ask("gateway", "CONFIG", "SET", "requirepass", "x")).contains("NOPERM");
	}

	@Test
	void aStrangerMayDoNothing() throws Exception {
		assertThat(this.redis.ask("default", "GET", "time")).containsAnyOf("WRONGPASS", "NOAUTH");
	}

}
