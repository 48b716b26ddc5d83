package io.realtimeclock.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The blocks of docs/feeds.md, with the addresses and the password of a test.
 *
 * @param text the document
 */
record FeedGuide(String text) {

	private static final Pattern EXPORT = Pattern.compile("^export (\\w+)='?([^'\n]*)'?$", Pattern.MULTILINE);

	private static final Pattern FENCE = Pattern.compile("^```\\w*\n", Pattern.MULTILINE);

	/**
	 * Read the document.
	 * @param replacements the document's values, and those of the test
	 */
	static FeedGuide read(Map<String, String> replacements) throws IOException {
		String text = Files.readString(Path.of("..", "docs", "feeds.md"));
		for (Map.Entry<String, String> replacement : replacements.entrySet()) {
			text = text.replace(replacement.getKey(), replacement.getValue());
		}
		return new FeedGuide(text);
	}

	/**
	 * Return the first block with the given text.
	 */
	String block(String part) {
		String[] blocks = FENCE.split(this.text);
		return Arrays.stream(blocks)
			.filter((block) -> Arrays.asList(blocks).indexOf(block) % 2 == 1 && block.contains(part))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Return the variables of the first block that exports the given one.
	 */
	Map<String, String> variables(String name) {
		Map<String, String> variables = new HashMap<>();
		EXPORT.matcher(block("export " + name))
			.results()
			.forEach((export) -> variables.put(export.group(1), export.group(2)));
		return variables;
	}

}
