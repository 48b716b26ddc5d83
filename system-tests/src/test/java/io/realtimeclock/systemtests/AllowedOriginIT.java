package io.realtimeclock.systemtests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WindowType;

import static org.awaitility.Awaitility.await;

/**
 * A page of an allowed origin that imports clock-client.js from the gateway.
 */
@Tag("pages")
@Requires(Part.CHROMIUM)
class AllowedOriginIT {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String PAGE = """
			<!doctype html>
			<script type="module">
			import { listen } from "GATEWAY/assets/clock-client.js";
			const data = document.documentElement.dataset;
			data.ticks = 0;
			listen(() => data.ticks++, (state) => data.state = state, "GATEWAY");
			</script>
			""";

	@Test
	void showsTicksUntilTheLoginEndsAndSaysSo() throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		String origin = "http://localhost:" + server.getAddress().getPort();
		try (OwnSystem system = OwnSystem.running("origin", Map.of("GATEWAY_ALLOWED_ORIGINS", origin));
				Browser browser = Browser.open()) {
			serve(server, PAGE.replace("GATEWAY", "http://localhost:" + system.port()));
			browser.logIn(system.gateway());
			String clock = browser.driver().getWindowHandle();
			browser.driver().switchTo().newWindow(WindowType.TAB).get(origin);
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
		finally {
			server.stop(0);
		}
	}

	private static void serve(HttpServer server, String page) {
		byte[] body = page.getBytes(StandardCharsets.UTF_8);
		server.createContext("/", (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		server.start();
	}

	private static void awaitState(Browser browser, String state) {
		await("the page is " + state).atMost(LIMIT).until(() -> state.equals(data(browser, "data-state")));
	}

	private static String data(Browser browser, String attribute) {
		return String.valueOf(browser.driver().findElement(By.tagName("html")).getDomAttribute(attribute));
	}

}
