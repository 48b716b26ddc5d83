package io.realtimeclock.systemtests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.realtimeclock.localstack.RedisProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The example of docs/swap-the-payload.md: the patch fits, what comes of it builds, and
 * its clients receive prices.
 */
@Tag("pages")
@Tag("payload")
@Requires(Part.PATCH)
class SwapPayloadIT {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern PRICE = Pattern.compile("\"price\":(\\d\\.\\d{4})");

	private static final List<String> MODULES = List.of("tick", "ticker-service", "gateway-service");

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path copy;

	@Test
	@SuppressWarnings("try") // of some of them only the ports are used
	void makesAPriceFeedOfTheClock() throws Exception {
		copySources();
		run("patch", "--strip=1", "--input", ROOT.resolve("docs/swap-the-payload.patch").toString());
		run("mvn", "--quiet", "--batch-mode", "--offline", "package", "-DskipTests", "-Dmaven.test.skip=true");
		int kafkaPort = JavaProcess.freePort();
		int redisPort = JavaProcess.freePort();
		Addresses addresses = Addresses.local(kafkaPort, redisPort);
		try (RedisProcess redis = RedisProcess.start(redisPort);
				BrokerProcess broker = BrokerProcess.start(kafkaPort);
				ServiceProcess ticker = service("ticker", Map.of(), addresses);
				ServiceProcess gateway = service("gateway", Map.of("SPRING_SECURITY_USER_NAME", ClockSystem.USER,
						"SPRING_SECURITY_USER_PASSWORD", ClockSystem.PASSWORD), addresses)) {
			ticker.awaitReady();
			gateway.awaitReady();
			try (RecordingClient client = RecordingClient.connect(gateway)) {
				await("prices that change").atMost(Duration.ofSeconds(20))
					.until(() -> prices(client).distinct().count() > 2);
			}
			assertThat(Session.logIn(gateway).get(gateway, "/api/initial_state").body()).containsPattern(PRICE);
		}
	}

	private static Stream<String> prices(RecordingClient client) {
		return client.texts().stream().map(PRICE::matcher).filter(Matcher::find).map((price) -> price.group(1));
	}

	private ServiceProcess service(String name, Map<String, String> settings, Addresses addresses) {
		Path jar = this.copy.resolve(name + "-service/target/" + name + "-service.jar");
		System.setProperty("price." + name + ".jar", jar.toString());
		Map<String, String> environment = new HashMap<>(addresses.environment());
		environment.putAll(settings);
		return ServiceProcess.start("price-" + name, "price." + name + ".jar", JavaProcess.freePort(), environment);
	}

	private void copySources() throws IOException {
		String pom = Files.readString(ROOT.resolve("pom.xml"));
		Files.writeString(this.copy.resolve("pom.xml"),
				pom.replaceAll("\\s*<module>(local-stack|system-tests|benchmark)</module>", ""));
		for (String module : MODULES) {
			copy(module + "/pom.xml");
			try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/main"))) {
				for (Path file : files.filter(Files::isRegularFile).toList()) {
					copy(ROOT.relativize(file).toString());
				}
			}
		}
	}

	private void copy(String file) throws IOException {
		Path target = this.copy.resolve(file);
		Files.createDirectories(target.getParent());
		Files.copy(ROOT.resolve(file), target);
	}

	private void run(String... command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).directory(this.copy.toFile()).redirectErrorStream(true).start();
		String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(words).isZero();
	}

}
