package io.realtimeclock.systemtests;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebDriver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page's cost for the browser: the CPU time of its thread.
 */
@Tag("long")
@Tag("alone")
@Requires(Part.CHROMIUM)
@ExtendWith(EmbeddedSystem.class)
class PageCostIT {

	private static final List<String> WORK = List.of("ScriptDuration", "RecalcStyleDuration", "LayoutDuration");

	/** Records when the page first showed this second. */
	private static final String WATCH = """
			const seconds = () => parseInt(document.getElementById("display").textContent.slice(-2), 10);
			window.right = new Promise((done) => document.addEventListener("visibilitychange", () => {
				const shown = performance.now();
				const look = () => seconds() === Math.floor((Date.now() - 50) / 1000) % 60
					? done(performance.now() - shown) : setTimeout(look, 5);
				document.hidden || look();
			}));""";

	private static final String RIGHT_AFTER = "window.right.then(arguments[0])";

	/** The browser recalculates styles once for each. */
	private static final List<String> FRAMES = List.of("RecalcStyleCount");

	private static final Duration TIME = Duration.ofSeconds(10);

	private static final int TICKS = 20;

	@SuppressWarnings("NullAway.Init")
	private Browser browser;

	@BeforeEach
	void open(ClockSystem system) throws IOException {
		this.browser = Browser.open();
		this.browser.logIn(system.first());
		this.browser.awaitTimes(3, Duration.ofSeconds(10));
		this.browser.measure();
	}

	@AfterEach
	void close() throws IOException {
		this.browser.close();
	}

	@Test
	void aFrameCostsLessThanAMillisecondOfScriptStyleAndLayout() {
		double before = this.browser.sum(FRAMES);
		double millis = work();
		double frames = this.browser.sum(FRAMES) - before;
		Console.print("A tick costs the page %.1f ms of script, style and layout, in %.0f frames of %.2f ms"
			.formatted(millis / TICKS, frames / TICKS, millis / frames));
		assertThat(millis / frames).isBetween(0.01, 1.0);
	}

	@Test
	void aPageThatNobodySeesDoesNothingAndIsRightOnceItIsSeenAgain() {
		this.browser.driver().executeScript(WATCH);
		WebDriver.Window window = this.browser.driver().manage().window();
		Dimension size = window.getSize();
		window.minimize();
		String before = this.browser.display();
		double hidden = work();
		assertThat(this.browser.display()).isEqualTo(before);
		window.setSize(size);
		Object millis = this.browser.driver().executeAsyncScript(RIGHT_AFTER);
		Console.print("A hidden page worked %.1f ms in ten seconds, and was right %s ms after it was shown"
			.formatted(hidden, millis));
		assertThat(hidden).isLessThan(10);
		assertThat(millis).asInstanceOf(InstanceOfAssertFactories.type(Number.class))
			.extracting(Number::doubleValue, InstanceOfAssertFactories.DOUBLE)
			.isLessThan(100);
	}

	/**
	 * Return the page's CPU time meanwhile in milliseconds.
	 */
	private double work() {
		return this.browser.growth(WORK, TIME) * 1000;
	}

}
