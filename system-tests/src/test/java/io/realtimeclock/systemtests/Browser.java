package io.realtimeclock.systemtests;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.realtimeclock.testsupport.JavaProcess;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

import org.springframework.util.FileSystemUtils;

import static org.awaitility.Awaitility.await;

/**
 * Headless Chromium with a temporary profile.
 */
final class Browser implements AutoCloseable {

	private static final String AXE = "const done = arguments[0]; axe.run().then(({ violations }) =>"
			+ " done(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)));";

	private final Path profile;

	private final ChromeDriver driver;

	private @Nullable String axe;

	private Browser(Path profile, ChromeDriver driver) {
		this.profile = profile;
		this.driver = driver;
	}

	static Browser open() throws IOException {
		Files.createDirectories(JavaProcess.LOGS);
		Path profile = Files.createTempDirectory("system-tests-chromium-");
		ChromeDriverService service = new ChromeDriverService.Builder()
			.usingDriverExecutable(Part.find("chromedriver").orElseThrow().toFile())
			.usingAnyFreePort()
			.withLogFile(JavaProcess.LOGS.resolve("chromedriver.log").toFile())
			.build();
		ChromeOptions options = new ChromeOptions();
		options.setBinary(Part.find("chromium", "chromium-browser", "google-chrome").orElseThrow().toFile());
		options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--window-size=1280,800", "--user-data-dir=" + profile);
		return new Browser(profile, new ChromeDriver(service, options));
	}

	ChromeDriver driver() {
		return this.driver;
	}

	/**
	 * Emulate a screen of the given size.
	 * @param scheme {@code light} or {@code dark}
	 */
	void show(int width, int height, String scheme) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
	}

	void logIn(ServiceProcess gateway) {
		logIn(gateway.uri("/"));
	}

	void logIn(URI page) {
		this.driver.get(page.toString());
		this.driver.findElement(By.id("username")).sendKeys(ClockSystem.USER);
		WebElement password = this.driver.findElement(By.id("password"));
		password.sendKeys(ClockSystem.PASSWORD);
		password.submit();
		await("the clock page").atMost(Duration.ofSeconds(10)).until(() -> !path().startsWith("/login"));
	}

	/**
	 * Return the path and query of the current page.
	 */
	String path() {
		return String.valueOf(this.driver.getCurrentUrl()).replaceFirst("^https?://[^/]+", "");
	}

	String display() {
		return this.driver.findElement(By.id("display")).getText();
	}

	/**
	 * Wait until the display has shown several times.
	 * @param limit how long to wait for so many different times
	 */
	void awaitTimes(int count, Duration limit) {
		Set<String> times = new LinkedHashSet<>();
		await(count + " different times").atMost(limit).pollInterval(Duration.ofMillis(50)).until(() -> {
			String text = display();
			if (text.matches("\\d\\d:\\d\\d:\\d\\d")) {
				times.add(text);
			}
			return times.size() >= count;
		});
	}

	/**
	 * Return what axe-core finds on the page as it is shown now.
	 */
	List<?> accessibilityViolations() throws IOException, InterruptedException {
		if (this.axe == null) {
			this.axe = Files.readString(NodeModules.install("accessibility").resolve("axe-core/axe.min.js"));
			this.driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
		}
		this.driver.executeScript(this.axe);
		return (List<?>) Objects.requireNonNull(this.driver.executeAsyncScript(AXE));
	}

	/**
	 * Have the browser measure the page's thread, in CPU time.
	 */
	void measure() {
		this.driver.executeCdpCommand("Performance.enable", Map.of("timeDomain", "threadTicks"));
	}

	/**
	 * Return the sum of metrics of the page, of times in seconds.
	 */
	double sum(List<String> metrics) {
		Map<String, Object> answer = this.driver.executeCdpCommand("Performance.getMetrics", Map.of());
		double sum = 0;
		for (Object entry : (List<?>) Objects.requireNonNull(answer.get("metrics"))) {
			if (entry instanceof Map<?, ?> metric && metrics.contains(metric.get("name"))
					&& metric.get("value") instanceof Number value) {
				sum += value.doubleValue();
			}
		}
		return sum;
	}

	/**
	 * Return by how much metrics grow in a time.
	 */
	double growth(List<String> metrics, Duration time) {
		double before = sum(metrics);
		long begin = System.nanoTime();
		await().atMost(time.plusSeconds(5)).until(() -> System.nanoTime() - begin > time.toNanos());
		return sum(metrics) - before;
	}

	@Override
	public void close() throws IOException {
		this.driver.quit();
		FileSystemUtils.deleteRecursively(this.profile);
	}

}
