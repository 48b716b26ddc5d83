package io.realtimeclock.systemtests.houserules;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documents refer to existing code, settings and files.
 */
class DocumentTests {

	private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)");

	private static final Pattern OURS = Pattern.compile("\\b(?:CLOCK|TICKER|GATEWAY)_[A-Z_]*[A-Z](?![A-Z_<])");

	private static final Pattern SPRINGS = Pattern
		.compile("\\b(?:SPRING|MANAGEMENT|SERVER)_[A-Z0-9_]*[A-Z0-9](?![A-Z0-9_<])");

	private static final Pattern METER = Pattern.compile("\"((?:gateway|ticker|dependency)\\.[a-z.]+)\"");

	private static final Pattern METRIC = Pattern.compile("\\b(?:gateway|ticker|dependency)_[a-z_]+");

	private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");

	/** A method, its file and its line. */
	private static final Pattern STEP = Pattern.compile("\\[`(?:\\w+\\.)?(\\w+)`[^]]*]\\(([^)#]+)#L(\\d+)\\)");

	private static final Pattern LOG = Pattern.compile("logger\\s*\\.(?:info|warn|error)\\(\\s*\"([^\"]+)\"");

	private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");

	/** Joins the halves of a text that is too long for a line of code. */
	private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");

	@ParameterizedTest
	@MethodSource
	void linksOnlyToWhatIsThere(Path document) {
		assertThat(names(LINK, Documents.text(document)))
			.allSatisfy((link) -> assertThat(document.resolveSibling(link)).as(link).exists());
	}

	static List<Path> linksOnlyToWhatIsThere() throws IOException {
		return Documents.all();
	}

	@Test
	void settingsAreThoseOfTheServices() throws IOException {
		List<JsonNode> properties = new ArrayList<>();
		for (String module : List.of("feed-core", "ticker-service", "gateway-service")) {
			metadata(module).forEach(properties::add);
		}
		String compose = Documents.texts(".", "docker-compose.yml");
		assertThat(variables(OURS)).hasSizeGreaterThan(20)
			.allSatisfy((name) -> assertThat(compose.contains("${" + name)
					|| properties.stream().anyMatch((property) -> isSetBy(name, property)))
				.as(name)
				.isTrue());
	}

	@ParameterizedTest
	@ValueSource(strings = { "feed-core", "ticker-service", "gateway-service" })
	void eachSettingOfOursIsDocumented(String module) throws IOException {
		List<String> properties = new ArrayList<>();
		metadata(module).forEach((property) -> properties.add(property.path("name").asString()));
		properties.removeIf((name) -> name.startsWith("management."));
		String document = Documents.text(Documents.ROOT.resolve("docs/configuration.md"));
		assertThat(properties).isNotEmpty().allSatisfy((name) -> {
			String variable = name.replace("-", "_").replace('.', '_').toUpperCase(Locale.ROOT);
			assertThat(document).containsPattern("`" + variable + "[`_]");
		});
	}

	private static JsonNode metadata(String module) {
		Path file = Documents.ROOT.resolve(module + "/target/classes/META-INF/spring-configuration-metadata.json");
		return new JsonMapper().readTree(file.toFile()).path("properties");
	}

	@Test
	void settingsOfSpringAreThoseOfTheVersionInUse() throws IOException {
		List<JsonNode> properties = new ArrayList<>();
		for (URL file : Collections
			.list(getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream in = file.openStream()) {
				new JsonMapper().readTree(in).path("properties").forEach(properties::add);
			}
		}
		assertThat(variables(SPRINGS)).hasSizeGreaterThan(10)
			.allSatisfy((name) -> assertThat(properties).anyMatch((property) -> isSetBy(name, property)));
	}

	private static boolean isSetBy(String variable, JsonNode property) {
		String given = variable.replace("_", "").toLowerCase(Locale.ROOT);
		String name = property.path("name").asString().replaceAll("[-.]", "").toLowerCase(Locale.ROOT);
		boolean map = property.path("type").asString().startsWith("java.util.Map");
		return map ? given.startsWith(name) : given.equals(name);
	}

	private static List<String> variables(Pattern pattern) throws IOException {
		return Documents.all()
			.stream()
			.flatMap((document) -> names(pattern, Documents.text(document)).stream())
			.distinct()
			.toList();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "docs/operations.md", "deploy/prometheus/alerts.yaml", "deploy/grafana/dashboards/clock.json" })
	void operatorsAreToldOnlyOfMetricsThatTheServicesHave(String document) {
		Set<String> meters = SourceFile.all()
			.stream()
			.flatMap((source) -> METER.matcher(source.text()).results())
			.map((name) -> name.group(1).replace('.', '_'))
			.collect(Collectors.toSet());
		assertThat(names(METRIC, Documents.text(Documents.ROOT.resolve(document)))).isNotEmpty()
			.allSatisfy((metric) -> assertThat(meters)
				.contains(metric.replaceFirst("(_seconds)?(_count|_bucket|_total)?$", "")));
	}

	@Test
	void operatorsAreToldWhatToDoForEachAlert() {
		String document = Documents.text(Documents.ROOT.resolve("docs/operations.md"));
		List<String> alerts = ALERT.matcher(Documents.text(Documents.ROOT.resolve("deploy/prometheus/alerts.yaml")))
			.results()
			.map((alert) -> alert.group(1))
			.toList();
		assertThat(alerts).hasSizeGreaterThan(10)
			.allSatisfy(
					(alert) -> assertThat(document).containsPattern("(?m)^\\| (\\w+, )*" + alert + "(, \\w+)* \\| "));
	}

	@Test
	void theWayOfATickLeadsToTheLinesThatItNames() throws IOException {
		Path document = Documents.ROOT.resolve("docs/architecture.md");
		List<MatchResult> steps = STEP.matcher(Documents.text(document)).results().toList();
		assertThat(steps).hasSizeGreaterThan(10);
		for (MatchResult step : steps) {
			List<String> lines = Files.readAllLines(document.resolveSibling(step.group(2)));
			assertThat(lines.get(Integer.parseInt(step.group(3)) - 1)).contains(" " + step.group(1) + "(");
		}
	}

	/**
	 * Compared by their beginning, as the rest varies.
	 */
	@Test
	void operatorsAreToldOfEachLineOfTheLogs() {
		String document = Documents.text(Documents.ROOT.resolve("docs/operations.md"));
		List<String> lines = loggingSources().flatMap((source) -> LOG.matcher(source.text()).results())
			.map((line) -> line.group(1).strip())
			.toList();
		assertThat(lines).hasSizeGreaterThan(10)
			.allSatisfy((line) -> assertThat(document).contains("\"" + line.substring(0, Math.min(line.length(), 20))));
	}

	/**
	 * Each fixed part of a log line is in the code.
	 */
	@Test
	void linesOfTheLogsAreDocumentedAsTheyAreWritten() {
		String written = loggingSources().map((source) -> JOINED.matcher(source.text()).replaceAll(""))
			.flatMap((text) -> LITERAL.matcher(text).results())
			.map(MatchResult::group)
			.collect(Collectors.joining("\n"));
		String document = Documents.text(Documents.ROOT.resolve("docs/operations.md"));
		String table = document.substring(document.indexOf("## Log lines"), document.indexOf("## Sizes"));
		List<String> lines = table.lines()
			.filter((row) -> row.startsWith("| \""))
			.flatMap((row) -> LITERAL.matcher(row.substring(0, row.indexOf('|', 1))).results())
			.map(MatchResult::group)
			.toList();
		assertThat(lines).hasSizeGreaterThan(10).allSatisfy((line) -> {
			for (String part : line.replace("\"", "").split("…|: ", -1)) {
				assertThat(written).as(line).contains(part.strip());
			}
		});
	}

	private static Stream<SourceFile> loggingSources() {
		return SourceFile.all()
			.stream()
			.filter((source) -> source.module().endsWith("-service") || source.module().equals("feed-core"));
	}

	private static List<String> names(Pattern pattern, String text) {
		return pattern.matcher(text)
			.results()
			.map((result) -> (result.groupCount() > 0) ? result.group(1) : result.group())
			.toList();
	}

}
