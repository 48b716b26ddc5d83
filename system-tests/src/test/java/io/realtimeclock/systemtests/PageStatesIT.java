package io.realtimeclock.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Each state of the page with its real cause, and pictures of it: three widths, light and
 * dark, in {@code -Dscreenshots} (target/screenshots).
 */
@Tag("long")
@Requires(Part.CHROMIUM)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageStatesIT {

	private static final Path PICTURES = Path.of(System.getProperty("screenshots", "target/screenshots"));

	private static final DateTimeFormatter SINCE = DateTimeFormatter.ofPattern("'since' h:mm a", Locale.US);

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final List<RecordingClient> others = new ArrayList<>();

	@SuppressWarnings("NullAway.Init")
	private OwnSystem system;

	@SuppressWarnings("NullAway.Init")
	private Browser browser;

	@BeforeAll
	void start() throws IOException {
		this.system = OwnSystem.running("page", Map.of("GATEWAY_MAX_CONNECTIONS", "3", "CLOCK_ZONE", "Europe/Madrid"));
		this.browser = Browser.open();
		Files.createDirectories(PICTURES);
	}

	@AfterAll
	void stop() throws IOException {
		this.others.forEach(RecordingClient::close);
		this.browser.close();
		this.system.close();
	}

	@Test
	@Order(1)
	void theLogin() throws IOException {
		this.browser.driver().get(this.system.gateway().uri("/login").toString());
		picture("login");
	}

	@Test
	@Order(2)
	void live() throws IOException {
		this.browser.logIn(this.system.gateway());
		awaitState("live");
		await("a delay").atMost(LIMIT).until(() -> text("delay").endsWith(" ms"));
		picture("live");
	}

	@Test
	@Order(3)
	void saysWhichReplicaServesIt() {
		assertThat(text("detail")).isEqualTo("Connected to page.");
	}

	@Test
	@Order(4)
	void datesAndTimesAreThoseOfTheShownZoneHoweverFarTheBrowserIsFromIt() {
		timeZoneOfTheBrowser("Pacific/Kiritimati");
		this.browser.driver().navigate().refresh();
		awaitDateAndStart("Europe/Madrid");
		this.browser.driver().findElement(By.id("zone")).sendKeys("Asia/Tokyo");
		awaitDateAndStart("Asia/Tokyo");
		// Letters typed soon after others would be taken as one word
		this.browser.driver().findElement(By.cssSelector("#zone option[value='']")).click();
		awaitDateAndStart("Europe/Madrid");
		timeZoneOfTheBrowser("");
		this.browser.driver().navigate().refresh();
		awaitState("live");
	}

	/**
	 * Emulate a time zone, the machine's if the name is empty.
	 */
	private void timeZoneOfTheBrowser(String zone) {
		this.browser.driver().executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
	}

	private void awaitDateAndStart(String zone) {
		await(zone).atMost(LIMIT).untilAsserted(() -> {
			ZonedDateTime now = ZonedDateTime.now(ZoneId.of(zone));
			assertThat(this.browser.driver().findElement(By.id("date")).getDomAttribute("datetime"))
				.isEqualTo(now.toLocalDate().toString());
			assertThat(text("since").replaceAll("\\s", " ").replace('\u202f', ' ')).isIn(SINCE.format(now),
					SINCE.format(now.minusMinutes(1)), SINCE.format(now.minusMinutes(2)));
		});
	}

	@Test
	@Order(5)
	void stale() throws IOException {
		this.system.ticker().killNow();
		awaitState("stale");
		picture("stale");
		this.system.startTicker();
		awaitState("live");
	}

	@Test
	@Order(6)
	void connectionLost() throws IOException {
		this.system.gateway().killNow();
		awaitState("lost");
		picture("lost");
		this.system.startGateway();
		awaitState("live");
	}

	@Test
	@Order(7)
	void full() throws Exception {
		this.browser.driver().get("about:blank");
		for (int i = 0; i < 3; i++) {
			this.others.add(Session.logIn(this.system.gateway()).connect(this.system.gateway()));
		}
		this.browser.driver().get(this.system.gateway().uri("/").toString());
		awaitState("full");
		assertThat(text("detail")).startsWith("The server accepts no connection now. Retrying ");
		picture("full");
		this.others.forEach(RecordingClient::close);
		awaitState("live");
	}

	@Test
	@Order(8)
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
