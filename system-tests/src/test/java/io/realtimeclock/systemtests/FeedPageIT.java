package io.realtimeclock.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The page of a feed with 1,000 keys and 100 changes per second.
 */
@Tag("long")
@Requires({ Part.CHROMIUM, Part.NPM })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedPageIT {

	private static final int KEYS = 1_000;

	/** After so many changes, of which there are 100 per second, all is shown. */
	private static final int CALM = 300;

	private static final List<String> WORK = List.of("ScriptDuration", "LayoutDuration");

	/** Visible rows that have fewer cells than the table has columns. */
	private static final String INCOMPLETE_ROWS = """
			const { top, bottom } = document.querySelector(".values").getBoundingClientRect();
			return [...document.getElementById("rows").rows].filter((row) => {
				const box = row.getBoundingClientRect();
				return box.bottom > top && box.top < bottom
					&& row.cells.length !== document.getElementById("head").cells.length;
			}).map(({ textContent }) => textContent);""";

	private static final Duration TIME = Duration.ofSeconds(10);

	private static final Duration LIMIT = Duration.ofSeconds(15);

	private final ScheduledExecutorService changes = Executors.newSingleThreadScheduledExecutor();

	private final AtomicInteger changed = new AtomicInteger();

	@SuppressWarnings("NullAway.Init")
	private OwnSystem system;

	@SuppressWarnings("NullAway.Init")
	private FeedProducer producer;

	@SuppressWarnings("NullAway.Init")
	private Browser browser;

	@BeforeAll
	void start() throws Exception {
		this.system = new OwnSystem("feed-page").withUser()
			.with(Map.of("GATEWAY_FEEDS_PRICES_TOPIC", "prices", "GATEWAY_FEEDS_PRICES_MAXKEYSPERCLIENT", "2000",
					"GATEWAY_FEEDS_LATER_TOPIC", "later"));
		this.producer = FeedProducer.create(this.system.addresses().kafka(), "prices");
		for (int key = 0; key < KEYS; key++) {
			put(key);
		}
		this.producer.flush();
		this.system.startTicker();
		this.system.startGateway();
		this.browser = Browser.open();
		this.browser.logIn(this.system.gateway().uri("/feeds/prices/"));
		Future<?> unused = this.changes.scheduleAtFixedRate(() -> put(this.changed.get() * 7 % KEYS), 0, 10,
				TimeUnit.MILLISECONDS);
		await("the values").atMost(LIMIT).until(() -> text("count").equals("1000 keys"));
	}

	@AfterAll
	void stop() throws Exception {
		this.changes.shutdownNow();
		this.browser.close();
		this.producer.close();
		this.system.close();
	}

	@Test
	void theLoginLeadsToThePageThatWasAskedFor() {
		assertThat(this.browser.path()).isEqualTo("/feeds/prices/");
	}

	@Test
	void aFieldOfAnObjectIsAColumnAndItsNewestValueIsShown() {
		assertThat(this.browser.driver().findElements(By.cssSelector("thead th"))).extracting(WebElement::getText)
			.startsWith("Key", "bid", "ask")
			.endsWith("Age");
		String before = firstBid();
		await("a newer value").atMost(LIMIT).until(() -> !firstBid().equals(before));
	}

	@Test
	void theFilterShowsTheKeysThatHoldIt() {
		WebElement filter = this.browser.driver().findElement(By.id("filter"));
		filter.sendKeys("sym09");
		await("the rows").atMost(LIMIT).until(() -> text("count").equals("100 of 1000 keys"));
		assertThat(this.browser.driver().findElements(By.cssSelector("tbody tr:not([hidden])"))).hasSize(100);
		filter.clear();
		await("all rows").atMost(LIMIT).until(() -> text("count").equals("1000 keys"));
	}

	@Test
	void aKeyThatComesAndIsDeletedIsARowForSoLong() {
		this.producer.put("<b>bold", "\"<i>text\"");
		await("the row").atMost(LIMIT).until(() -> text("count").equals("1001 keys"));
		assertThat(this.browser.driver().findElement(By.cssSelector("tbody tr")).getText()).startsWith("<b>bold")
			.contains("<i>text");
		this.producer.put("<b>bold", null);
		await("no row").atMost(LIMIT).until(() -> text("count").equals("1000 keys"));
	}

	@Test
	void aNewFieldIsAColumnInWhichNoRowShowsItsAge() {
		this.producer.put("SYM0003", "{\"bid\":1,\"ask\":2,\"last\":3}");
		await("the column").atMost(LIMIT).until(() -> text("head").contains("last"));
		assertThat(this.browser.driver().executeScript(INCOMPLETE_ROWS)).isEqualTo(List.of());
	}

	@Test
	void aLongKeyAndALongValueWidenNoColumnAndCanBeReadAsTitles() throws IOException {
		String key = "A".repeat(300);
		String value = "1".repeat(200);
		Dimension before = firstColumn();
		this.producer.put(key, "{\"bid\":\"" + value + "\"}");
		await("the row").atMost(LIMIT).until(() -> text("count").equals("1001 keys"));
		By title = By.cssSelector("tbody tr:first-child [title]");
		await("the titles").atMost(LIMIT)
			.untilAsserted(() -> assertThat(this.browser.driver().findElements(title))
				.extracting((element) -> element.getDomAttribute("title"))
				.containsExactly(key, value));
		assertThat(firstColumn()).isEqualTo(before);
		Path picture = Files.createDirectories(Path.of("target", "screenshots")).resolve("feed-long-key.png");
		Files.write(picture, this.browser.driver().getScreenshotAs(OutputType.BYTES));
		this.producer.put(key, null);
		await("no row").atMost(LIMIT).until(() -> text("count").equals("1000 keys"));
	}

	@Test
	void aFeedWhoseTopicIsAbsentSaysSo() {
		String tab = this.browser.driver().getWindowHandle();
		this.browser.driver().switchTo().newWindow(WindowType.TAB);
		try {
			this.browser.driver().get(this.system.gateway().uri("/feeds/later/").toString());
			await("the reason").atMost(LIMIT).until(() -> text("state").equals("Not connected"));
			assertThat(text("detail")).contains("or the topic does not exist yet");
		}
		finally {
			this.browser.driver().close();
			this.browser.driver().switchTo().window(tab);
		}
	}

	private Dimension firstColumn() {
		return this.browser.driver().findElement(By.cssSelector("thead th")).getSize();
	}

	@Test
	void axeFindsNothingInEitherSchemeOnATelephoneAndOnAWall() throws Exception {
		for (String scheme : List.of("light", "dark")) {
			for (int width : List.of(400, 3840)) {
				this.browser.show(width, width / 2 + 400, scheme);
				assertThat(this.browser.accessibilityViolations()).as(scheme + " " + width).isEmpty();
			}
		}
		this.browser.show(1280, 800, "light");
	}

	@Test
	void aMessageByItselfCostsNoStyleAndNoLayout() {
		this.browser.measure();
		double perSecond = this.browser.growth(List.of("RecalcStyleCount", "LayoutCount"), TIME) / TIME.toSeconds();
		assertThat(perSecond).as("recalculations of styles and layouts, of 100 messages").isBetween(1.0, 12.0);
	}

	@Test
	@Tag("alone")
	void costsAtMostFourMillisecondsOfScriptAndLayoutPerTenthOfASecond() {
		// Not what it costs to show all rows for the first time
		int before = this.changed.get();
		await("changes").atMost(LIMIT).until(() -> this.changed.get() > before + CALM);
		this.browser.measure();
		double millis = this.browser.growth(WORK, TIME) * 1000 / (TIME.toMillis() / 100.0);
		Console.print(
				"1,000 rows and 100 changes per second cost %.2f ms of script and layout per 100 ms".formatted(millis));
		assertThat(millis).isBetween(0.01, 4.0);
	}

	private void put(int key) {
		int change = this.changed.incrementAndGet();
		this.producer.put("SYM%04d".formatted(key),
				String.format(Locale.ROOT, "{\"bid\":%d.5,\"ask\":%d.6}", change, change));
	}

	private String text(String id) {
		return this.browser.driver().findElement(By.id(id)).getText();
	}

	private String firstBid() {
		return this.browser.driver().findElement(By.cssSelector("tbody td")).getText();
	}

}
