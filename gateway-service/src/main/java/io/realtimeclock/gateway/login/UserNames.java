package io.realtimeclock.gateway.login;

import org.jspecify.annotations.Nullable;

/** Which user names are accepted, in every way to log in. */
final class UserNames {

	private static final int MAX_LENGTH = 200;

	private UserNames() {
	}

	/**
	 * Return whether a name can be shown, logged, counted and typed by an operator: it is
	 * not blank, has at most 200 characters and no control characters.
	 */
	static boolean isAcceptable(@Nullable String name) {
		return name != null && !name.isBlank() && name.length() <= MAX_LENGTH
				&& name.codePoints().noneMatch(UserNames::isControl);
	}

	private static boolean isControl(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
				true;
			default -> false;
		};
	}

}
