package io.realtimeclock.ticker;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.KafkaServer;
import io.realtimeclock.testsupport.RedisServer;
import io.realtimeclock.tick.TickNames;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The start with wrong settings, or before Kafka and Redis.
 */
@ExtendWith(OutputCaptureExtension.class)
class TickerStartTests {

	private static final Pattern STARTED = Pattern.compile(" Started \\S+ in ");

	private static final Pattern LOG_LINE = Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT");

	@ParameterizedTest
	@CsvSource({ "clock.zone, Mars/Olympus, Mars/Olympus, Europe/Madrid",
			"ticker.max-clock-skew, -1, -1, a positive number of slots",
			"ticker.claim-timeout, 0ms, PT0S, well below the period",
			"ticker.claim-timeout, 500ms, PT0.5S, 'below clock.period, which is 500ms'",
			"ticker.topic.replication-factor, 0, 0, number of brokers", "ticker.topic.retention, 0s, PT0S, at least 1s",
			"spring.data.redis.cluster.nodes, localhost:7000, [localhost:7000], set spring.data.redis.host",
			"ticker.claim-timeout, 100000000000d, PT2400000000000H, well below the period",
			"ticker.topic.retentoin, 10m, …, no such property of ticker",
			"spring.data.redis.host, redis:6379, redis:6379, Set a host's name",
			"spring.ssl.bundle.pem.redis.truststore.certificate, file:/no/such.crt, file:/no/such.crt, Name a file",
			"clock.period, soon, soon, a number with its unit" })
	void stopsAtAWrongSettingAndSaysWhatIsRight(String property, String value, String shown, String remedy,
			CapturedOutput output) {
		assertThatException().isThrownBy(() -> TickerApplication.application()
			.run("--server.port=0", "--management.server.port=0", "--" + property + "=" + value)
			.close());
		assertThatOutputExplains(output, property, shown, remedy);
	}

	@Test
	void stopsIfTheTopicWouldNotHoldTheNewestTick(CapturedOutput output) {
		assertThatException().isThrownBy(() -> TickerApplication.application()
			.run("--server.port=0", "--management.server.port=0", "--clock.period=1m", "--ticker.topic.retention=1m")
			.close());
		assertThatOutputExplains(output, "ticker.topic.retention", "PT1M", "above clock.period, which is 60000ms");
	}

	@Test
	void stopsIfTheManagementPortIsTheOneThatIsOpenToAll(CapturedOutput output) {
		assertThatException().isThrownBy(() -> TickerApplication.application()
			.run("--server.port=8123", "--management.server.port=8123")
			.close());
		assertThatOutputExplains(output, "management.server.port", "8123", "a port of its own");
	}

	@Test
	void stopsAtAWrongEnvironmentVariableAndSaysWhatIsRight(CapturedOutput output) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of("CLOCK_PERIOD", "0s")));
		assertThatException().isThrownBy(() -> TickerApplication.application()
			.environment(environment)
			.run("--server.port=0", "--management.server.port=0")
			.close());
		assertThatOutputExplains(output, "clock.period", "PT0S", "from 10ms to 1h");
	}

	private static void assertThatOutputExplains(CapturedOutput output, String property, String shown, String remedy) {
		assertThat(output.getAll()).contains("APPLICATION FAILED TO START")
			.contains("The property " + property + " is '" + shown + "'.")
			.contains(remedy)
			.doesNotContain("\tat io.realtimeclock");
	}

	@Test
	@SuppressWarnings("try") // Redis only has to run
	void waitsQuietlyForKafkaAndRedisAndWorksSoonAfterTheyCome(CapturedOutput output) throws IOException {
		int redisPort = FreePorts.next();
		int kafkaPort = FreePorts.next();
		try (ConfigurableApplicationContext service = TickerApplication.application()
			.run("--server.port=0", "--management.server.port=0",
					"--spring.kafka.bootstrap-servers=localhost:" + kafkaPort,
					"--spring.data.redis.port=" + redisPort)) {
			int port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			Awaitility.await()
				.during(Duration.ofSeconds(8))
				.atMost(Duration.ofSeconds(12))
				.until(() -> status(port, "/readyz") == 503 && status(port, "/livez") == 200);
			List<String> lines = linesSinceStart(output);
			assertThat(lines).anySatisfy((line) -> assertThat(line).contains("Kafka at localhost:" + kafkaPort + ": "))
				.as("%s", lines)
				.noneMatch((line) -> line.contains(" ERROR ") || line.startsWith("\tat "))
				.hasSizeLessThanOrEqualTo(4);
			assertThat(output.getAll()).contains("Redis at localhost:" + redisPort + ": ");
			try (RedisServer redis = RedisServer.start(redisPort); KafkaServer broker = KafkaServer.start(kafkaPort)) {
				Awaitility.await()
					.atMost(Duration.ofSeconds(5))
					.pollInterval(Duration.ofMillis(50))
					.until(() -> status(port, "/readyz") == 200);
				try (KafkaConsumer<String, String> consumer = broker.consumer(TickNames.TOPIC)) {
					Awaitility.await()
						.atMost(Duration.ofSeconds(5))
						.pollInSameThread()
						.until(() -> consumer.poll(Duration.ofMillis(100)).count() > 0);
				}
				assertThat(output.getAll()).contains("Kafka at localhost:" + kafkaPort + " works")
					.contains("Redis at localhost:" + redisPort + " works");
			}
		}
	}

	private static List<String> linesSinceStart(CapturedOutput output) {
		return output.getAll()
			.lines()
			.dropWhile((line) -> !STARTED.matcher(line).find())
			.skip(1)
			.filter((line) -> LOG_LINE.matcher(line).find() || line.startsWith("\tat "))
			.toList();
	}

	private static int status(int port, String path) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
				.timeout(Duration.ofSeconds(5))
				.build(), HttpResponse.BodyHandlers.discarding())
			.statusCode();
	}

}
