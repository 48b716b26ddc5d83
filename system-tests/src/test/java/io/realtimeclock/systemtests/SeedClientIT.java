package io.realtimeclock.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.realtimeclock.testsupport.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The seed's own JavaScript client, unchanged, with its original libraries.
 */
@Requires({ Part.CHROMIUM, Part.NPM })
@ExtendWith(EmbeddedSystem.class)
class SeedClientIT {

	private static final Path SOURCE = Path.of("src", "test", "resources", "seed-client");

	// Both are complete in one file, so their dependencies are not run
	private static final List<String> LIBRARIES = List.of("reconnecting-websocket/dist/reconnecting-websocket-iife.js",
			"axios/dist/axios.min.js");

	@Test
	void showsTheTimeAndGoesOnByItselfAfterARestart(ClockSystem system) throws IOException, InterruptedException {
		String script = script();
		int port = FreePorts.next();
		try (Browser browser = Browser.open()) {
			try (ServiceProcess gateway = system.oneMoreGateway("seed", port).awaitReady()) {
				browser.logIn(gateway);
				// Any document of the gateway's origin, without a script of its own
				browser.driver().get(gateway.uri("/assets/clock.css").toString());
				browser.driver()
					.executeScript("document.body.insertAdjacentHTML('afterbegin', '<div id=\"display\"></div>')");
				browser.driver().executeScript(script);
				browser.awaitTimes(3, Duration.ofSeconds(10));
			}
			String last = browser.display();
			try (ServiceProcess gateway = system.oneMoreGateway("seed", port).awaitReady()) {
				assertThat(browser.display()).as("nothing can come from " + gateway + " yet").isNotEmpty();
				browser.awaitTimes(4, Duration.ofSeconds(30));
				assertThat(browser.display()).isNotEqualTo(last);
			}
		}
	}

	/**
	 * Return libraries and client as one text: each {@code execute} has a scope of its
	 * own.
	 */
	private static String script() throws IOException, InterruptedException {
		Path modules = NodeModules.install("seed-client");
		StringBuilder script = new StringBuilder();
		for (String library : LIBRARIES) {
			script.append(Files.readString(modules.resolve(library))).append('\n');
		}
		return script.append(Files.readString(SOURCE.resolve("seed-client.js"))).toString();
	}

}
