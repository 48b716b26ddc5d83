package io.realtimeclock.systemtests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WindowType;

import static org.awaitility.Awaitility.await;

/**
 * A page of an allowed origin that imports clock-client.js from the gateway, or from the
 * package realtime-clock-client.
 */
@Tag("long")
@Requires({ Part.CHROMIUM, Part.NPM })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AllowedOriginIT {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String PAGE = """
			<!doctype html>
			<script type="importmap">
			{ "imports": { "from-the-gateway": "GATEWAY/assets/clock-client.js",
				"realtime-clock-client": "/node_modules/realtime-clock-client/clock-client.js" } }
			</script>
			<script type="module">
			const { listen } = await import(location.search.slice(1));
			const data = document.documentElement.dataset;
			data.ticks = 0;
			listen(() => data.ticks++, (state) => data.state = state, "GATEWAY");
			</script>
			""";

	@SuppressWarnings("NullAway.Init")
	private HttpServer server;

	@SuppressWarnings("NullAway.Init")
	private OwnSystem system;

	@BeforeAll
	void start() throws Exception {
		Path module = Path.of("node_modules", "realtime-clock-client", "clock-client.js");
		String packed = Files.readString(NodeModules.installClockClient().resolve(module));
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.system = OwnSystem.running("origin", Map.of("GATEWAY_ALLOWED_ORIGINS", origin()));
		serve("/", "text/html", PAGE.replace("GATEWAY", "http://localhost:" + this.system.port()));
		serve("/" + module, "text/javascript", packed);
		this.server.start();
	}

	@AfterAll
	void stop() throws IOException {
		this.server.stop(0);
		this.system.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "from-the-gateway", "realtime-clock-client" })
	void showsTicksUntilTheLoginEndsAndSaysSo(String module) throws IOException {
		try (Browser browser = Browser.open()) {
			browser.logIn(this.system.gateway());
			String clock = browser.driver().getWindowHandle();
			browser.driver().switchTo().newWindow(WindowType.TAB).get(origin() + "/?" + module);
			awaitState(browser, "live");
			await("ticks").atMost(LIMIT).until(() -> Integer.parseInt(data(browser, "data-ticks")) > 3);
			String page = browser.driver().getWindowHandle();
			browser.driver().switchTo().window(clock).findElement(By.id("logout")).click();
			browser.driver().switchTo().window(page);
			awaitState(browser, "login");
			// Its handshake is refused, and the initial state says why
			browser.driver().navigate().refresh();
			awaitState(browser, "login");
		}
	}

	private String origin() {
		return "http://localhost:" + this.server.getAddress().getPort();
	}

	private void serve(String path, String type, String content) {
		byte[] body = content.getBytes(StandardCharsets.UTF_8);
		this.server.createContext(path, (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
	}

	private static void awaitState(Browser browser, String state) {
		await("the page is " + state).atMost(LIMIT).until(() -> state.equals(data(browser, "data-state")));
	}

	private static String data(Browser browser, String attribute) {
		return String.valueOf(browser.driver().findElement(By.tagName("html")).getDomAttribute(attribute));
	}

}
