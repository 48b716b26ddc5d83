package io.realtimeclock.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The system as {@code docker-compose.yml} describes it, on a real engine.
 */
@Tag("long")
@Tag("alone")
@Requires({ Part.DOCKER, Part.COMPOSE })
class ComposeIT {

	private static final Duration LIMIT = Duration.ofSeconds(90);

	private static final Pattern EXPRESSION = Pattern.compile("\"?expr\"?: \"?(.+?)\"?,?$", Pattern.MULTILINE);

	private static final Pattern METRIC = Pattern.compile("\\b(?:gateway|ticker|dependency|process)_[a-z_]+");

	@SuppressWarnings("NullAway.Init")
	private static Compose compose;

	@BeforeAll
	static void start() {
		compose = Compose.up();
		await("the gateways").atMost(LIMIT).ignoreExceptions().until(() -> servers().size() == 2);
	}

	@AfterAll
	static void stop() {
		compose.close();
		assertThat(compose.leftovers()).as("left behind").isEmpty();
	}

	@Test
	void showsTheClockThroughTheProxy() throws Exception {
		Session session = Session.logIn(compose::uri);
		assertThat(session.get(compose.uri("/")).statusCode()).isEqualTo(200);
		assertThat(session.get(compose.uri("/api/initial_state")).body()).contains("\"sequence\":");
		try (RecordingClient client = session.connect(compose.port())) {
			client.awaitLive(4, Duration.ofSeconds(10));
		}
	}

	@Test
	void removesTheHeadersThatOnlyAProxyMaySet() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(compose.uri("/"))
			.header("X-Forwarded-Prefix", "/elsewhere")
			.header("X-Forwarded-Host", "elsewhere.example.org")
			.build();
		HttpResponse<Void> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
		assertThat(answer.headers().firstValue("Location"))
			.hasValueSatisfying((location) -> assertThat(location).endsWith("/login").doesNotContain("elsewhere"));
	}

	@Test
	void letsAnOperatorReadTheTopic() {
		String ticks = compose.run("exec", "-T", "kafka", "/opt/kafka/bin/kafka-console-consumer.sh",
				"--bootstrap-server", "kafka:9092", "--topic", "time", "--max-messages", "3");
		assertThat(ticks.lines()).hasSize(3)
			.allMatch((tick) -> tick.matches("\\{\"sequence\":\\d+,\"instant\":\".*Z\"}"));
	}

	@Test
	void servesTheFeedOfOneVariableThroughTheProxy() throws Exception {
		compose.run("exec", "-T", "kafka", "/opt/kafka/bin/kafka-topics.sh", "--bootstrap-server", "kafka:9092",
				"--create", "--topic", "prices", "--config", "cleanup.policy=compact");
		compose.run("exec", "-T", "kafka", "sh", "-c",
				"echo EURUSD=1.08 | /opt/kafka/bin/kafka-console-producer.sh --bootstrap-server kafka:9092"
						+ " --topic prices --property parse.key=true --property key.separator==");
		Session session = Session.logIn(compose::uri);
		await("the value").atMost(LIMIT)
			.until(() -> session.get(compose.uri("/api/feeds/prices"))
				.body()
				.startsWith("[{\"key\":\"EURUSD\",\"value\":1.08,"));
		try (FeedFollower follower = FeedFollower.start(compose.port())) {
			await("the value").atMost(LIMIT).until(() -> follower.values().containsKey("EURUSD"));
		}
	}

	@Test
	void hasAMetricForEachPanelOfTheDashboardAndEachAlert() throws Exception {
		compose.run("--profile", "observability", "up", "--detach", "prometheus");
		Session visitor = new Session();
		await("all replicas watched").atMost(LIMIT)
			.ignoreExceptions()
			.until(() -> query(visitor, "count(up == 1)").contains(",\"4\"]"));
		List<String> expressions = new ArrayList<>();
		for (Path file : List.of(Path.of("../deploy/grafana/dashboards/clock.json"),
				Path.of("../deploy/prometheus/alerts.yaml"))) {
			Matcher expression = EXPRESSION.matcher(Files.readString(file));
			while (expression.find()) {
				expressions.add(expression.group(1).replace("\\\"", "\""));
			}
		}
		assertThat(expressions).hasSizeGreaterThan(20);
		for (String expression : expressions) {
			assertThat(query(visitor, expression)).as(expression).contains("\"status\":\"success\"");
		}
		// An alert on a metric that nobody exports would never fire
		Matcher metric = METRIC.matcher(Files.readString(Path.of("../deploy/prometheus/alerts.yaml")));
		while (metric.find()) {
			assertThat(query(visitor, "count(" + metric.group() + ")")).as(metric.group()).contains("\"value\":");
		}
	}

	/**
	 * {@code docker compose down} removes only volumes that the file names.
	 */
	@Test
	void noContainerHasAVolumeThatWouldStayBehind() {
		List<String> command = new ArrayList<>(
				List.of("inspect", "--format", "{{.Name}}{{range .Mounts}} {{.Type}}:{{.Destination}}{{end}}"));
		command.addAll(compose.run("--profile", "observability", "ps", "--quiet").lines().toList());
		assertThat(Docker.run(command.toArray(String[]::new)).lines()).hasSizeGreaterThanOrEqualTo(7)
			.allMatch((mounts) -> !mounts.contains(" volume:"));
	}

	/** The absence of libcrypt is what {@code deploy/vex.json} claims. */
	@ParameterizedTest
	@ValueSource(strings = { "ticker", "gateway" })
	void tellsScannersWhatIsInTheImageOf(String service) {
		String parts = compose.run("exec", "-T", service, "bash", "-O", "globstar", "-c",
				"echo $(< /app/sbom.cdx.json) $(< /var/lib/dpkg/status.d/libc6) /lib/** /usr/**");
		assertThat(parts)
			.contains("CycloneDX", "pkg:maven/org.apache.kafka/kafka-clients@", "Package: libc6", "/libc.so.6")
			.doesNotContain("libcrypt.so");
	}

	private static String query(Session visitor, String expression) throws Exception {
		String query = "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8);
		return visitor.get(URI.create("http://localhost:" + compose.prometheusPort() + query)).body();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ticker", "gateway", "redis", "kafka" })
	void goesOnWhenOneDies(String service) throws Exception {
		String victim = compose.containers(service).get(0);
		Process kill = new ProcessBuilder("kill", "-KILL", inspect(victim, "{{.State.Pid}}")).inheritIO().start();
		assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
		await(service + " runs again").atMost(LIMIT)
			.until(() -> !inspect(victim, "{{.RestartCount}} {{.State.Running}}").startsWith("0"));
		await("a tick for who comes now").atMost(LIMIT).ignoreExceptions().untilAsserted(() -> {
			Session session = Session.logIn(compose::uri);
			try (RecordingClient client = session.connect(compose.port())) {
				client.awaitLive(2, Duration.ofSeconds(5));
			}
		});
		await("both gateways").atMost(LIMIT).ignoreExceptions().until(() -> servers().size() == 2);
	}

	private static String inspect(String container, String format) {
		return Docker.run("inspect", "--format", format, container).strip();
	}

	/**
	 * Return the gateways that answer for the proxy.
	 */
	private static Set<String> servers() {
		Session visitor = new Session();
		return IntStream.range(0, 10)
			.mapToObj((i) -> answer(visitor))
			.filter((answer) -> answer.statusCode() == 200)
			.map((answer) -> answer.headers().firstValue("X-Served-By").orElse(""))
			.flatMap((servers) -> List.of(servers.split(", ", -1)).stream())
			.collect(Collectors.toSet());
	}

	private static HttpResponse<String> answer(Session visitor) {
		try {
			return visitor.get(compose.uri("/readyz"));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
