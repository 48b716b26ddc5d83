package io.realtimeclock.systemtests.secured;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.systemtests.ClockSystem;
import io.realtimeclock.systemtests.Part;
import io.realtimeclock.systemtests.RecordingClient;
import io.realtimeclock.systemtests.Requires;
import io.realtimeclock.systemtests.ServiceProcess;
import io.realtimeclock.systemtests.Session;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The clock on a Kafka and a Redis with TLS, logins and least rights, configured with
 * Spring's properties.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Requires(Part.REDIS_SERVER)
class SecuredPartsIT {

	@SuppressWarnings("NullAway.Init")
	private SecuredBroker broker;

	@SuppressWarnings("NullAway.Init")
	private SecuredRedis redis;

	@SuppressWarnings("NullAway.Init")
	private ServiceProcess ticker;

	@SuppressWarnings("NullAway.Init")
	private ServiceProcess gateway;

	@BeforeAll
	void start(@TempDir Path folder) throws Exception {
		Certificate certificate = Certificate.make(folder, "tls");
		this.broker = SecuredBroker.start(folder, certificate);
		this.redis = SecuredRedis.start(folder, certificate);
		this.ticker = ServiceProcess.start("secured-ticker", "ticker.jar", FreePorts.next(),
				environment("ticker", certificate));
		Map<String, String> environment = environment("gateway", certificate);
		environment.put("GATEWAY_REPLICA", "secured");
		environment.put("SPRING_SECURITY_USER_NAME", ClockSystem.USER);
		environment.put("SPRING_SECURITY_USER_PASSWORD", ClockSystem.PASSWORD);
		this.gateway = ServiceProcess.start("secured-gateway", "gateway.jar", FreePorts.next(), environment);
		this.ticker.awaitReady();
		this.gateway.awaitReady();
	}

	private Map<String, String> environment(String service, Certificate certificate) {
		Map<String, String> environment = new HashMap<>();
		environment.put("SPRING_SSL_BUNDLE_PEM_PARTS_TRUSTSTORE_CERTIFICATE", "file:" + certificate.certificate());
		environment
			.putAll(Map.of("SPRING_KAFKA_BOOTSTRAP_SERVERS", this.broker.address(), "SPRING_KAFKA_SECURITY_PROTOCOL",
					"SASL_SSL", "SPRING_KAFKA_SSL_BUNDLE", "parts", "SPRING_KAFKA_PROPERTIES_SASL_MECHANISM",
					"SCRAM-SHA-256", "SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", SecuredBroker.login(service)));
		environment.putAll(Map.of("SPRING_DATA_REDIS_HOST", "localhost", "SPRING_DATA_REDIS_PORT",
				Integer.toString(this.redis.port()), "SPRING_DATA_REDIS_SSL_BUNDLE", "parts",
				"SPRING_DATA_REDIS_USERNAME", service, "SPRING_DATA_REDIS_PASSWORD", RedisRights.password(service)));
		return environment;
	}

	@AfterAll
	void stop() {
		this.gateway.close();
		this.ticker.close();
		this.redis.close();
		this.broker.close();
	}

	@Test
	void theClockTicksAndALogOutClosesItsSockets() throws Exception {
		Session session = Session.logIn(this.gateway);
		assertThat(session.get(this.gateway, "/api/initial_state").statusCode()).isEqualTo(200);
		try (RecordingClient client = session.connect(this.gateway)) {
			client.awaitLive(4, Duration.ofSeconds(10));
			session.logOut(this.gateway);
			assertThat(client.awaitClose(Duration.ofSeconds(2))).isEqualTo(1008);
		}
		assertThat(this.ticker.status("/readyz")).isEqualTo(200);
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
		assertThat(this.redis.ask("gateway", "GET", "time")).contains("sequence");
		assertThat(this.redis.ask("gateway", "SET", "time", "x")).contains("NOPERM");
		assertThat(this.redis.ask("gateway", "FLUSHALL")).contains("NOPERM");
		assertThat(this.redis.ask("gateway", "CONFIG", "SET", "requirepass", "x")).contains("NOPERM");
	}

	@Test
	void aStrangerMayDoNothing() throws Exception {
		assertThat(this.redis.ask("default", "GET", "time")).containsAnyOf("WRONGPASS", "NOAUTH");
	}

}
