package io.realtimeclock.logging;

import java.util.Locale;

/**
 * Replaces characters that begin a new line, move a terminal's cursor or change the
 * direction of text.
 */
final class ControlCharacters {

	private ControlCharacters() {
	}

	static String escape(String text) {
		if (text.chars().noneMatch(ControlCharacters::isControl)) {
			return text;
		}
		StringBuilder escaped = new StringBuilder(text.length() + 16);
		text.chars().forEach((character) -> {
			switch (character) {
				case '\n' -> escaped.append("\\n");
				case '\r' -> escaped.append("\\r");
				default -> {
					if (isControl(character)) {
						escaped.append(String.format(Locale.ROOT, "\\u%04x", character));
					}
					else {
						escaped.append((char) character);
					}
				}
			}
		});
		return escaped.toString();
	}

	private static boolean isControl(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL -> character != '\t';
			case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
			default -> false;
		};
	}

}
