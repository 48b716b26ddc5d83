package io.realtimeclock.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.realtimeclock.localstack.RedisProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;

import static org.awaitility.Awaitility.await;

/**
 * Each state of the page, made by what causes it, with pictures of it: three widths,
 * light and dark, in {@code -Dscreenshots} (target/screenshots).
 */
@Tag("pages")
@Requires(Part.CHROMIUM)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageStatesIT {

	private static final Path PICTURES = Path.of(System.getProperty("screenshots", "target/screenshots"));

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final int port = JavaProcess.freePort();

	private final List<RecordingClient> crowd = new ArrayList<>();

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

	@SuppressWarnings("NullAway.Init")
	private Browser browser;

	@BeforeAll
	void start() throws IOException {
		int kafkaPort = JavaProcess.freePort();
		int redisPort = JavaProcess.freePort();
		this.addresses = Addresses.local(kafkaPort, redisPort);
		this.redis = RedisProcess.start(redisPort);
		this.broker = BrokerProcess.start(kafkaPort);
		this.ticker = ClockSystem.ticker("page-ticker", this.addresses).awaitReady();
		this.gateway = gateway().awaitReady();
		this.browser = Browser.open();
		Files.createDirectories(PICTURES);
	}

	private ServiceProcess gateway() {
		Map<String, String> environment = new HashMap<>(this.addresses.environment());
		environment.putAll(Map.of("GATEWAY_REPLICA", "page", "GATEWAY_MAX_CONNECTIONS", "3", "CLOCK_ZONE",
				"Europe/Madrid", "SPRING_SECURITY_USER_NAME", ClockSystem.USER, "SPRING_SECURITY_USER_PASSWORD",
				ClockSystem.PASSWORD));
		return ServiceProcess.start("gateway-page", "gateway.jar", this.port, environment);
	}

	@AfterAll
	void stop() throws IOException {
		this.crowd.forEach(RecordingClient::close);
		this.browser.close();
		this.gateway.close();
		this.ticker.close();
		this.broker.close();
		this.redis.close();
	}

	@Test
	@Order(1)
	void theLogin() throws IOException {
		this.browser.driver().get(this.gateway.uri("/login").toString());
		picture("login");
	}

	@Test
	@Order(2)
	void live() throws IOException {
		this.browser.logIn(this.gateway);
		awaitState("live");
		await("a delay").atMost(LIMIT).until(() -> text("delay").endsWith(" ms"));
		picture("live");
	}

	@Test
	@Order(3)
	void stale() throws IOException {
		this.ticker.killNow();
		awaitState("stale");
		picture("stale");
		this.ticker = ClockSystem.ticker("page-ticker-2", this.addresses).awaitReady();
		awaitState("live");
	}

	@Test
	@Order(4)
	void connectionLost() throws IOException {
		this.gateway.killNow();
		awaitState("lost");
		picture("lost");
		this.gateway = gateway().awaitReady();
		awaitState("live");
	}

	@Test
	@Order(5)
	void full() throws Exception {
		this.browser.driver().get("about:blank");
		for (int i = 0; i < 3; i++) {
			this.crowd.add(Session.logIn(this.gateway).connect(this.gateway));
		}
		this.browser.driver().get(this.gateway.uri("/").toString());
		awaitState("full");
		picture("full");
		this.crowd.forEach(RecordingClient::close);
		awaitState("live");
	}

	@Test
	@Order(6)
	void loggedOutElsewhere() throws Exception {
		this.browser.driver()
			.executeAsyncScript("const [csrf, done] = [document.querySelector('[name=_csrf]').value, arguments[0]];"
					+ "fetch('/logout', { method: 'POST', body: new URLSearchParams({ _csrf: csrf }) }).then(() => done());");
		awaitState("login");
		picture("logged-out");
	}

	private void awaitState(String state) {
		await("the page is " + state).atMost(LIMIT.plusSeconds(20))
			.until(() -> state
				.equals(this.browser.driver().findElement(By.tagName("html")).getDomAttribute("data-state")));
	}

	private String text(String id) {
		return this.browser.driver().findElement(By.id(id)).getText();
	}

	private void picture(String name) throws IOException {
		for (String scheme : List.of("light", "dark")) {
			for (int width : List.of(320, 1280, 3840)) {
				this.browser.show(width, (width == 320) ? 640 : width * 5 / 8, scheme);
				Files.write(PICTURES.resolve("%s-%d-%s.png".formatted(name, width, scheme)),
						this.browser.driver().getScreenshotAs(OutputType.BYTES));
			}
		}
	}

}
