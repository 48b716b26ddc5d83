package io.realtimeclock.systemtests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.sun.net.httpserver.HttpServer;
import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.JavaProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The commands and the page of docs/feeds.md, and the example.
 */
@Tag("long")
@Requires(Part.CHROMIUM)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class FeedGuideIT {

	private static final Path PICTURES = Path.of(System.getProperty("screenshots", "target/screenshots"));

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final Duration START_LIMIT = Duration.ofSeconds(90);

	private static final int EXAMPLE_PORT = FreePorts.next();

	@TempDir
	private static Path tools;

	private HttpServer ownPage;

	private OwnSystem system;

	private FeedGuide guide;

	private Browser browser;

	@BeforeAll
	void start() throws IOException {
		this.ownPage = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.system = new OwnSystem("guide").withUser();
		this.guide = FeedGuide.read(Map.of("localhost:9092", this.system.addresses().kafka(), "localhost:8080",
				"localhost:" + this.system.port(), "localhost:8000", "localhost:" + this.ownPage.getAddress().getPort(),
				"demo:demo", ClockSystem.USER + ":" + ClockSystem.PASSWORD));
		Map<String, String> variables = new HashMap<>(this.guide.variables("GATEWAY_FEEDS_QUOTES_TOPIC"));
		variables.putAll(this.guide.variables("GATEWAY_FEEDS_PRICES_TOPIC"));
		variables.merge("GATEWAY_ALLOWED_ORIGINS", "http://localhost:" + EXAMPLE_PORT,
				(own, other) -> own + "," + other);
		this.system.with(variables);
		this.system.startTicker();
		this.system.startGateway();
		this.browser = Browser.open();
		this.browser.logIn(this.system.gateway());
		Files.createDirectories(PICTURES);
		tool("kafka-topics.sh", "org.apache.kafka.tools.TopicCommand");
		tool("kafka-console-producer.sh", "org.apache.kafka.tools.ConsoleProducer");
	}

	/** The scripts of Kafka's distribution start the same classes. */
	private void tool(String name, String mainClass) throws IOException {
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		Path script = Files.writeString(tools.resolve(name), """
				#!/bin/sh
				exec %s -cp '%s' %s "$@"
				""".formatted(Path.of(System.getProperty("java.home"), "bin", "java"), classPath, mainClass));
		assertThat(script.toFile().setExecutable(true)).isTrue();
	}

	@AfterAll
	void stop() throws IOException {
		this.browser.close();
		this.system.close();
		this.ownPage.stop(0);
	}

	@Test
	@Order(1)
	void theCommandsFillTheTopicThatTheFeedServes() throws Exception {
		type(this.guide.block("kafka-topics.sh"));
		String answer = this.guide.block("[{\"key\":").strip();
		await("the answer").atMost(LIMIT)
			.untilAsserted(() -> assertThat(withoutTimes(curl())).isEqualTo(withoutTimes(answer)));
	}

	private String curl() throws IOException, InterruptedException {
		return type(this.guide.block("curl") + "echo");
	}

	private String type(String commands) throws IOException, InterruptedException {
		try (Script script = Script.typed("PATH=" + tools + ":$PATH\n" + commands)) {
			assertThat(script.await(60)).isZero();
			return String.join("\n", script.lines());
		}
	}

	private static String withoutTimes(String json) {
		return json.replaceAll("\"timestamp\":\"[^\"]+Z\"", "\"timestamp\":…");
	}

	@Test
	@Order(2)
	void theFeedHasAPageOfItsOwn() throws IOException {
		this.browser.driver().get(this.system.gateway().uri("/feeds/quotes/").toString());
		await("a key").atMost(LIMIT).until(() -> text("body").contains("EURUSD"));
		assertThat(text("body")).contains("1.0801", "GBPUSD", "note").doesNotContain("EURDEM");
		picture("feed-quotes");
	}

	@Test
	@Order(3)
	void thePageOfTenLinesFollowsTheTopic() throws Exception {
		byte[] page = this.guide.block("<!doctype html>").getBytes(StandardCharsets.UTF_8);
		this.ownPage.createContext("/quotes.html", (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
			exchange.sendResponseHeaders(200, page.length);
			exchange.getResponseBody().write(page);
			exchange.close();
		});
		this.ownPage.start();
		this.browser.driver().get("http://localhost:" + this.ownPage.getAddress().getPort() + "/quotes.html");
		await("live").atMost(LIMIT).until(() -> text("p").equals("live"));
		assertThat(text("pre").lines()).containsExactlyInAnyOrder("EURUSD {\"bid\":1.0801,\"ask\":1.0803}",
				"GBPUSD {\"bid\":1.2701,\"ask\":1.2704}", "note \"not every value is JSON\"");
		type(this.guide.block("kafka-topics.sh").replaceFirst("(?m)^kafka-topics.*$", "").replace("1.0801", "1.0811"));
		await("the change").atMost(LIMIT).until(() -> text("pre").contains("EURUSD {\"bid\":1.0811"));
		picture("own-page");
	}

	@Test
	@Order(4)
	void theExampleShowsThePricesThatItsUserChooses() throws Exception {
		Map<String, String> settings = Map.of("SPRING_KAFKA_BOOTSTRAP_SERVERS", this.system.addresses().kafka(),
				"PRICES_PORT", Integer.toString(EXAMPLE_PORT), "PRICES_GATEWAY",
				"http://localhost:" + this.system.port());
		try (JavaProcess example = JavaProcess.jar("prices", System.getProperty("prices.jar", ""), settings)) {
			// As long as any process may take to start here
			await("the page").atMost(START_LIMIT).ignoreExceptions().until(() -> {
				this.browser.driver().get("http://localhost:" + EXAMPLE_PORT + "/");
				return example.isAlive() && !this.browser.driver().findElements(By.tagName("ul")).isEmpty();
			});
			awaitChanges("EURUSD");
			picture("example");
			Object entries = this.browser.driver().executeScript("return history.length");
			WebElement symbols = this.browser.driver().findElement(By.id("symbols"));
			symbols.clear();
			symbols.sendKeys("chfsek, plnhuf" + Keys.ENTER);
			awaitChanges("PLNHUF");
			assertThat(text("ul")).contains("CHFSEK").doesNotContain("EURUSD");
			assertThat(this.browser.path()).isEqualTo("/#CHFSEK+PLNHUF");
			assertThat(this.browser.driver().executeScript("return history.length")).isEqualTo(entries);
			for (String noSymbols : List.of("%", "123")) {
				this.browser.driver().get("about:blank");
				this.browser.driver().get("http://localhost:" + EXAMPLE_PORT + "/#" + noSymbols);
				awaitChanges("EURUSD");
			}
		}
	}

	private void awaitChanges(String symbol) {
		Set<String> prices = new HashSet<>();
		await(symbol + " changes").atMost(LIMIT.multipliedBy(3)).untilAsserted(() -> {
			String text = text("ul").replaceAll("(?s).*" + symbol + "\\s+(\\S+ / \\S+).*", "$1");
			if (text.matches("[\\d.]+ / [\\d.]+")) {
				prices.add(text);
			}
			assertThat(prices).as(text("body")).hasSizeGreaterThan(1);
			assertThat(text("[role=status]")).isEqualTo("Live");
		});
	}

	@Test
	@Order(5)
	void theVariablesOfTheRightsAdmitSomeToSomeKeys() throws Exception {
		this.system.with(this.guide.variables("GATEWAY_FEEDS_QUOTES_AUTHORITY"));
		this.system.startGateway();
		String all = type(this.guide.block("curl").replaceFirst("\\?[^']*", "") + "echo");
		assertThat(all).contains("EURUSD", "note").doesNotContain("GBPUSD");
		this.system.with(Map.of("GATEWAY_ROLES_DEMO", "europe"));
		this.system.startGateway();
		assertThat(curl()).contains("\"status\":403");
	}

	private String text(String selector) {
		return this.browser.driver().findElement(By.cssSelector(selector)).getText();
	}

	private void picture(String name) throws IOException {
		Files.write(PICTURES.resolve(name + ".png"), this.browser.driver().getScreenshotAs(OutputType.BYTES));
	}

}
