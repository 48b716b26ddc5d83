package io.realtimeclock.systemtests.houserules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The documents.
 */
final class Documents {

	static final Path ROOT = Path.of("..");

	private static final String PROGRAMS = "(?:mvn|docker|kubectl|curl|java|benchmark/run|npx|python3|cp|htpasswd) ?";

	/** A command line of a shell block, with its continuation lines. */
	private static final Pattern LINE = Pattern.compile("^" + PROGRAMS + "(?:.*\\\\\n)*.*", Pattern.MULTILINE);

	private static final Pattern WITHIN_TEXT = Pattern.compile("`(" + PROGRAMS + "[^`]*)`");

	private Documents() {
	}

	static List<Path> all() throws IOException {
		try (Stream<Path> files = Files.walk(ROOT)) {
			return files.filter((file) -> file.toString().endsWith(".md"))
				.filter((file) -> !file.toString().matches(".*/(target|node_modules|\\.git)/.*"))
				.toList();
		}
	}

	/**
	 * Return all commands, without trailing comments.
	 */
	static List<String> commands() throws IOException {
		return all().stream()
			.map(Documents::text)
			.flatMap((text) -> Stream.concat(LINE.matcher(text).results().map(MatchResult::group),
					WITHIN_TEXT.matcher(text).results().map((command) -> command.group(1))))
			.map((command) -> command.replaceFirst("\\s+#.*", "").replace("\\\n", " "))
			.distinct()
			.toList();
	}

	static String text(Path document) {
		try {
			return Files.readString(document);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the texts of all files with the given ending, as one.
	 */
	static String texts(String folder, String ending) throws IOException {
		try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
			return String.join("\n",
					files.filter((file) -> file.toString().endsWith(ending))
						.filter((file) -> !file.toString().matches(".*/(target|node_modules|\\.git)/.*"))
						.map(Documents::text)
						.toList());
		}
	}

}
