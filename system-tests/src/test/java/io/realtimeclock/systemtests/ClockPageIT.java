package io.realtimeclock.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Requires(Part.CHROMIUM)
@ExtendWith(EmbeddedSystem.class)
class ClockPageIT {

	@Test
	void oneLoginShowsTheClockOnBothGatewaysUntilLogOut(ClockSystem system) throws IOException {
		try (Browser browser = Browser.open()) {
			browser.logIn(system.first());
			assertShowsTime(browser);
			Path screenshot = Files.createDirectories(Path.of("target", "screenshots")).resolve("clock.png");
			Files.write(screenshot, browser.driver().getScreenshotAs(OutputType.BYTES));

			browser.driver().get(system.second().uri("/").toString());
			assertThat(browser.path()).isEqualTo("/");
			assertShowsTime(browser);

			browser.driver().findElement(By.id("logout")).click();
			await().atMost(Duration.ofSeconds(10)).until(() -> browser.path().startsWith("/login"));
			browser.driver().get(system.first().uri("/").toString());
			assertThat(browser.path()).startsWith("/login");
		}
	}

	private static void assertShowsTime(Browser browser) {
		await("the page is live").atMost(Duration.ofSeconds(10))
			.until(() -> "live".equals(browser.driver().findElement(By.tagName("html")).getDomAttribute("data-state")));
		browser.awaitTimes(3, Duration.ofSeconds(3));
	}

}
