package io.realtimeclock.systemtests;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Accessible pages: axe-core finds no violation, and a keyboard is enough.
 */
@Tag("long")
@Requires({ Part.CHROMIUM, Part.NPM })
@ExtendWith(EmbeddedSystem.class)
class AccessibilityIT {

	@Test
	void axeFindsNothingOnEitherPageInEitherScheme(ClockSystem system) throws Exception {
		try (Browser browser = Browser.open()) {
			browser.driver().get(system.first().uri("/login").toString());
			assertNoBarriers(browser);
			browser.logIn(system.first());
			awaitLive(browser);
			assertNoBarriers(browser);
		}
	}

	private static void assertNoBarriers(Browser browser) throws Exception {
		for (String scheme : List.of("light", "dark")) {
			browser.show(1280, 800, scheme);
			assertThat(browser.accessibilityViolations()).as(scheme).isEmpty();
		}
	}

	@Test
	void aKeyboardIsEnoughToEndAnotherSession(ClockSystem system) throws Exception {
		Session lost = Session.logIn(system.second());
		try (Browser browser = Browser.open(); RecordingClient client = lost.connect(system.second())) {
			browser.logIn(system.first());
			awaitLive(browser);
			browser.driver().findElement(By.id("sessions")).sendKeys(Keys.ENTER);
			await("the page").atMost(Duration.ofSeconds(10)).until(() -> browser.path().equals("/sessions"));
			assertThat(browser.driver().findElement(By.tagName("main")).getText()).contains("Chrom", "on Linux",
					"1 open connection");
			assertNoBarriers(browser);
			browser.driver().findElement(By.xpath("//button[text()='End this session']")).sendKeys(Keys.ENTER);
			assertThat(client.awaitClose(Duration.ofSeconds(2))).isEqualTo(1008);
			assertThat(lost.get(system.second(), "/").statusCode()).isEqualTo(302);
			assertThat(browser.path()).isEqualTo("/sessions");
		}
	}

	@Test
	void aKeyboardIsEnoughToLogInChooseAZoneAndLogOut(ClockSystem system) throws IOException {
		try (Browser browser = Browser.open()) {
			browser.driver().get(system.first().uri("/").toString());
			focused(browser).sendKeys(ClockSystem.USER + Keys.TAB);
			focused(browser).sendKeys(ClockSystem.PASSWORD + Keys.ENTER);
			awaitLive(browser);
			focused(browser).sendKeys(Keys.TAB);
			assertThat(focused(browser).getDomAttribute("id")).isEqualTo("logout");
			focused(browser).sendKeys(Keys.TAB);
			assertThat(focused(browser).getDomAttribute("id")).isEqualTo("sessions");
			focused(browser).sendKeys(Keys.TAB);
			assertThat(focused(browser).getDomAttribute("id")).isEqualTo("zone");
			focused(browser).sendKeys("Asia/Tokyo");
			await("the zone's offset").atMost(Duration.ofSeconds(5))
				.until(() -> browser.driver().findElement(By.id("offset")).getText().equals("UTC+09:00"));
			focused(browser).sendKeys(Keys.chord(Keys.SHIFT, Keys.TAB));
			focused(browser).sendKeys(Keys.chord(Keys.SHIFT, Keys.TAB));
			focused(browser).sendKeys(Keys.ENTER);
			await("the login").atMost(Duration.ofSeconds(10)).until(() -> browser.path().startsWith("/login"));
		}
	}

	@Test
	void whatWasChosenIsKeptOnTheDevice(ClockSystem system) throws IOException {
		try (Browser browser = Browser.open()) {
			browser.logIn(system.first());
			awaitLive(browser);
			browser.driver().findElement(By.id("zone")).sendKeys("Asia/Dubai");
			browser.driver().findElement(By.id("hours")).sendKeys("12-hour");
			browser.driver().navigate().refresh();
			awaitLive(browser);
			assertThat(browser.driver().findElement(By.id("offset")).getText()).isEqualTo("UTC+04:00");
			assertThat(browser.driver().findElement(By.id("half")).getText()).isIn("am", "pm");
			assertThat(browser.display()).matches("(0[1-9]|1[0-2]):\\d\\d:\\d\\d");
		}
	}

	private static WebElement focused(Browser browser) {
		return browser.driver().switchTo().activeElement();
	}

	private static void awaitLive(Browser browser) {
		browser.awaitTimes(2, Duration.ofSeconds(10));
	}

}
