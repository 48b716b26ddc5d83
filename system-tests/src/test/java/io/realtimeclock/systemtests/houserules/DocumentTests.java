package io.realtimeclock.systemtests.houserules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documents name what is there.
 */
class DocumentTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)");

	private static final Pattern VARIABLE = Pattern.compile("\\| `(CLOCK|TICKER|GATEWAY)_([A-Z_]+)`");

	private static final Pattern METER = Pattern.compile("\"((?:gateway|ticker)\\.[a-z.]+)\"");

	private static final Pattern METRIC = Pattern.compile("\\b(?:gateway|ticker)_[a-z_]+");

	/** A method, its file and its line. */
	private static final Pattern STEP = Pattern.compile("\\[`(?:\\w+\\.)?(\\w+)`[^]]*]\\(([^)#]+)#L(\\d+)\\)");

	private static final Pattern LOG = Pattern.compile("logger\\s*\\.(?:info|warn|error)\\(\\s*\"([^\"]+)\"");

	@ParameterizedTest
	@MethodSource
	void linksOnlyToWhatIsThere(Path document) {
		assertThat(names(LINK, text(document)))
			.allSatisfy((link) -> assertThat(document.resolveSibling(link)).as(link).exists());
	}

	static List<Path> linksOnlyToWhatIsThere() throws IOException {
		try (Stream<Path> files = Files.walk(ROOT)) {
			return files.filter((file) -> file.toString().endsWith(".md"))
				.filter((file) -> !file.toString().matches(".*/(target|node_modules|\\.git)/.*"))
				.toList();
		}
	}

	@Test
	void theReadmeNamesOnlySettingsThatTheServicesHave() {
		String code = SourceFile.all()
			.stream()
			.filter((source) -> source.path().toString().endsWith("Properties.java"))
			.map(SourceFile::text)
			.collect(Collectors.joining());
		List<String> variables = VARIABLE.matcher(text(ROOT.resolve("README.md")))
			.results()
			.map((variable) -> variable.group(2).replace("_", ""))
			.toList();
		assertThat(variables).hasSizeGreaterThan(10)
			.allSatisfy((name) -> assertThat(code).containsIgnoringCase(name.replaceFirst("^TOPIC", "")));
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
		assertThat(names(METRIC, text(ROOT.resolve(document)))).isNotEmpty()
			.allSatisfy((metric) -> assertThat(meters)
				.contains(metric.replaceFirst("(_seconds)?(_count|_bucket|_total)?$", "")));
	}

	@Test
	void theWayOfATickLeadsToTheLinesThatItNames() throws IOException {
		Path document = ROOT.resolve("docs/architecture.md");
		List<MatchResult> steps = STEP.matcher(text(document)).results().toList();
		assertThat(steps).hasSizeGreaterThan(10);
		for (MatchResult step : steps) {
			List<String> lines = Files.readAllLines(document.resolveSibling(step.group(2)));
			assertThat(lines.get(Integer.parseInt(step.group(3)) - 1)).contains(" " + step.group(1) + "(");
		}
	}

	/**
	 * By how each begins, as the rest is not always the same.
	 */
	@Test
	void operatorsAreToldOfEachLineOfTheLogs() {
		String document = text(ROOT.resolve("docs/operations.md"));
		List<String> lines = SourceFile.all()
			.stream()
			.filter((source) -> source.module().endsWith("-service"))
			.flatMap((source) -> LOG.matcher(source.text()).results())
			.map((line) -> line.group(1).strip())
			.toList();
		assertThat(lines).hasSizeGreaterThan(10)
			.allSatisfy((line) -> assertThat(document).contains(line.substring(0, Math.min(line.length(), 14))));
	}

	private static List<String> names(Pattern pattern, String text) {
		return pattern.matcher(text)
			.results()
			.map((result) -> (result.groupCount() > 0) ? result.group(1) : result.group())
			.toList();
	}

	private static String text(Path document) {
		try {
			return Files.readString(document);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
