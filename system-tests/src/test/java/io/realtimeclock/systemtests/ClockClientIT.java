package io.realtimeclock.systemtests;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The package realtime-clock-client, installed from its archive, without a browser, on a
 * gateway that is killed, drained and silent.
 */
@Tag("long")
@Requires({ Part.NODE, Part.NPM })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClockClientIT {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	@SuppressWarnings("NullAway.Init")
	private OwnSystem system;

	@SuppressWarnings("NullAway.Init")
	private Path script;

	@BeforeAll
	void start() throws Exception {
		this.script = NodeModules.installClockClient().resolve("listen.mjs");
		Files.copy(Path.of("src/test/resources/clock-client/listen.mjs"), this.script,
				StandardCopyOption.REPLACE_EXISTING);
		this.system = OwnSystem.running("client", Map.of("GATEWAY_DRAIN_WINDOW", "1s"));
	}

	@AfterAll
	void stop() throws IOException {
		this.system.close();
	}

	@Test
	void hearsEachTickOnceAndInOrder() throws Exception {
		try (Script client = listen(ClockSystem.PASSWORD)) {
			awaitLine(client, "state live ", 0);
			await("ticks").atMost(LIMIT).until(() -> ticks(client).size() > 5);
			List<Long> ticks = ticks(client);
			assertThat(ticks).isSorted().doesNotHaveDuplicates();
			assertThat(ticks.get(5) - ticks.get(0)).isEqualTo(5);
		}
	}

	@Test
	void comesBackByItselfAfterAGatewayWasKilled() throws Exception {
		try (Script client = listen(ClockSystem.PASSWORD)) {
			awaitLine(client, "state live ", 0);
			this.system.gateway().killNow();
			int killed = awaitLine(client, "state lost ", 0);
			this.system.startGateway();
			awaitLine(client, "state live ", killed);
			assertThat(ticks(client)).isSorted().doesNotHaveDuplicates();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 403, 404 })
	void comesBackThoughAProxyRefusedItWhileItsGatewayRestarted(int status) throws Exception {
		try (Script client = listen(ClockSystem.PASSWORD)) {
			awaitLine(client, "state live ", 0);
			this.system.gateway().killNow();
			int refused = refuse(client, status);
			this.system.startGateway();
			awaitLine(client, "state live ", refused);
			assertThat(client.lines()).noneMatch((line) -> line.startsWith("state denied "));
		}
	}

	/**
	 * Answer in place of the gateway, as a proxy does that knows no way to it, until the
	 * client waits for its next attempt.
	 * @return how many lines the client had written by then
	 */
	private int refuse(Script client, int status) throws IOException {
		AtomicInteger asked = new AtomicInteger();
		HttpServer proxy = HttpServer.create(new InetSocketAddress(this.system.port()), 0);
		proxy.createContext("/", (exchange) -> {
			if (exchange.getRequestURI().getPath().startsWith("/api/")) {
				asked.incrementAndGet();
			}
			exchange.sendResponseHeaders(status, -1);
			exchange.close();
		});
		proxy.start();
		try {
			await("two refusals").atMost(LIMIT).until(() -> asked.get() >= 2);
			return client.lines().size();
		}
		finally {
			proxy.stop(0);
		}
	}

	@Test
	void comesBackWhenAGatewayThatDrainsSaysSo() throws Exception {
		try (Script client = listen(ClockSystem.PASSWORD)) {
			awaitLine(client, "state live ", 0);
			this.system.gateway().close();
			int told = awaitLine(client, "state lost ", 0);
			double retryMillis = Double.parseDouble(client.lines().get(told).substring("state lost ".length()));
			assertThat(retryMillis).as("what the gateway's reason says").isBetween(0.0, 500.0);
			this.system.startGateway();
			awaitLine(client, "state live ", told);
		}
	}

	@Test
	void saysThatTheSourceIsSilent() throws Exception {
		try (Script client = listen(ClockSystem.PASSWORD)) {
			awaitLine(client, "state live ", 0);
			this.system.ticker().killNow();
			int silent = awaitLine(client, "state stale ", 0);
			assertThat(client.lines()).anyMatch((line) -> line.matches("tick \\d+ true"));
			this.system.startTicker();
			awaitLine(client, "state live ", silent);
		}
	}

	@Test
	void asksForALoginAndTriesNoMoreWithoutOne() throws Exception {
		try (Script client = listen("wrong")) {
			awaitLine(client, "state login ", 0);
			assertThat(client.await(10)).as("nothing is left to be done").isZero();
		}
	}

	private Script listen(String password) throws IOException {
		String login = Base64.getEncoder()
			.encodeToString((ClockSystem.USER + ":" + password).getBytes(StandardCharsets.UTF_8));
		return Script.node(this.script.toString(), "realtime-clock-client", "http://localhost:" + this.system.port(),
				"Basic " + login);
	}

	private static List<Long> ticks(Script client) {
		return client.lines()
			.stream()
			.filter((line) -> line.matches("tick \\d+ "))
			.map((line) -> Long.parseLong(line.substring("tick ".length()).strip()))
			.toList();
	}

	/**
	 * Wait for a line after the given one.
	 * @return its number
	 */
	private static int awaitLine(Script client, String beginning, int after) {
		Predicate<String> wanted = (line) -> line.startsWith(beginning);
		await(beginning).atMost(LIMIT).until(() -> client.lines().stream().skip(after).anyMatch(wanted));
		List<String> lines = client.lines();
		for (int number = after; number < lines.size(); number++) {
			if (wanted.test(lines.get(number))) {
				return number;
			}
		}
		throw new IllegalStateException("A line has disappeared");
	}

}
