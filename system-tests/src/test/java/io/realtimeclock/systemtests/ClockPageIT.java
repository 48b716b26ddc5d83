package io.realtimeclock.systemtests;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;

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

	@Test
	void theLinkInOneTabUsesTheLoginThatAnotherTabHasMade(ClockSystem system) throws IOException {
		try (Browser browser = Browser.open()) {
			browser.logIn(system.first());
			String tab = browser.driver().getWindowHandle();
			String other = browser.driver().switchTo().newWindow(WindowType.TAB).getWindowHandle();
			browser.driver().get(system.first().uri("/").toString());
			assertShowsTime(browser);
			browser.driver().findElement(By.id("logout")).click();
			await().atMost(Duration.ofSeconds(10)).until(() -> browser.path().startsWith("/login"));
			browser.logIn(system.first());
			browser.driver().switchTo().window(tab);
			WebElement link = browser.driver().findElement(By.id("login"));
			await("the link").atMost(Duration.ofSeconds(10)).until(link::isDisplayed);
			link.click();
			assertShowsTime(browser);
			browser.driver().switchTo().window(other);
			assertShowsTime(browser);
		}
	}

	@Test
	void showsTheClockThoughAnotherHostOfItsDomainPlantedCookies(ClockSystem system) throws IOException {
		// Browsers resolve all names below localhost themselves
		URI page = URI.create("http://a.clock.localhost:" + system.first().port() + "/");
		try (Browser browser = Browser.open()) {
			browser.driver().get(page.resolve("/login").toString());
			plant(browser, "clock-replica");
			browser.logIn(page);
			plant(browser, "XSRF-TOKEN");
			browser.driver().get(page.toString());
			assertThat((String) browser.driver().executeScript("return document.cookie"))
				.contains("clock-replica=%E0%A4%A;", "XSRF-TOKEN=%E0%A4%A");
			assertShowsTime(browser);
			assertThat(browser.driver().findElement(By.id("detail")).getText()).isEqualTo("Connected to the server.");
		}
	}

	/**
	 * Set a cookie whose value can't be decoded.
	 */
	private static void plant(Browser browser, String cookie) {
		browser.driver()
			.executeScript("document.cookie = arguments[0] + '=%E0%A4%A; Domain=clock.localhost; Path=/'", cookie);
	}

	private static void assertShowsTime(Browser browser) {
		await("the page is live").atMost(Duration.ofSeconds(10))
			.until(() -> "live".equals(browser.driver().findElement(By.tagName("html")).getDomAttribute("data-state")));
		browser.awaitTimes(3, Duration.ofSeconds(3));
	}

}
