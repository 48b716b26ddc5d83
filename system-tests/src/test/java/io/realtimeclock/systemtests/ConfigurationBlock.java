package io.realtimeclock.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A block of environment variables in docs/configuration.md.
 */
public final class ConfigurationBlock {

	private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

	private static final Pattern VARIABLE = Pattern.compile("([A-Z][A-Z0-9_]*)=('?)(.*)\\2");

	/** Stands for what only the reader knows. */
	private static final Pattern EXAMPLE = Pattern.compile("example\\.org|/etc/clock|…");

	private ConfigurationBlock() {
	}

	/**
	 * Return the variables of the first block under a heading.
	 * @param heading its text
	 * @param replacements what stands in the document, and what it is in the test
	 * @throws IllegalStateException if there is no such block, or an example in it is not
	 * replaced
	 */
	public static Map<String, String> under(String heading, Map<String, String> replacements) {
		Map<String, String> variables = new HashMap<>();
		for (String line : lines(heading)) {
			Matcher variable = VARIABLE.matcher(line);
			if (!variable.matches()) {
				throw new IllegalStateException("Not a variable under " + heading + ": " + line);
			}
			variables.put(variable.group(1), replace(variable.group(3), replacements));
		}
		return variables;
	}

	private static List<String> lines(String heading) {
		try (Stream<String> document = Files.lines(DOCUMENT)) {
			List<String> lines = document.dropWhile((line) -> !line.matches("#+ " + Pattern.quote(heading)))
				.dropWhile((line) -> !line.equals("```"))
				.skip(1)
				.takeWhile((line) -> !line.equals("```"))
				.toList();
			if (lines.isEmpty()) {
				throw new IllegalStateException(DOCUMENT + " has no block under " + heading);
			}
			return lines;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String replace(String value, Map<String, String> replacements) {
		String replaced = value;
		for (Map.Entry<String, String> replacement : replacements.entrySet()) {
			replaced = replaced.replace(replacement.getKey(), replacement.getValue());
		}
		if (EXAMPLE.matcher(replaced).find()) {
			throw new IllegalStateException("Not replaced: " + replaced);
		}
		return replaced;
	}

}
