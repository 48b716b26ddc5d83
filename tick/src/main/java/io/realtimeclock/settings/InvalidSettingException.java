package io.realtimeclock.settings;

import org.jspecify.annotations.Nullable;

/**
 * Thrown at start when a setting is missing or wrong: it names the property, the value
 * and the remedy.
 */
public final class InvalidSettingException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	private InvalidSettingException(String property, @Nullable Object value, String remedy) {
		super((value != null) ? "The property " + property + " is '" + value + "'."
				: "The property " + property + " is not set.");
		this.remedy = remedy;
	}

	/** Return a sentence that says what would be right. */
	public String remedy() {
		return this.remedy;
	}

	/**
	 * Throw unless a condition holds.
	 * @param property the full name of the property
	 * @param value its value, {@code null} if it is not set; never a secret
	 * @param remedy a sentence that says what would be right
	 */
	public static void unless(boolean valid, String property, @Nullable Object value, String remedy) {
		if (!valid) {
			throw new InvalidSettingException(property, value, remedy);
		}
	}

}
