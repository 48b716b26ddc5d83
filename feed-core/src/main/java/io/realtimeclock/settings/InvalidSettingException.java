package io.realtimeclock.settings;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * Thrown at start when a setting is missing or wrong: it names the property, the value
 * and the remedy.
 */
public final class InvalidSettingException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final int LARGEST = 10_000_000;

	private static final Duration SHORTEST = Duration.ofMillis(1);

	/** Nanoseconds in a long can hold 292 years. */
	private static final Duration LONGEST = Duration.ofDays(3650);

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

	/** Throw unless a number is positive and at most ten million. */
	public static void unlessPositive(String property, int value) {
		unless(value > 0, property, value, "Set a positive number.");
		unless(value <= LARGEST, property, value, "Set at most " + LARGEST + ".");
	}

	/** Throw unless a time is positive and at most ten years, or not set. */
	public static void unlessPositive(String property, @Nullable Duration value) {
		boolean valid = value == null || (value.compareTo(SHORTEST) >= 0 && value.compareTo(LONGEST) <= 0);
		unless(valid, property, value, "Set a positive time of at most 3650d, for example 20s.");
	}

	/** Throw unless a time lies between two others, which are written like settings. */
	public static void unlessBetween(String property, Duration value, String least, String most) {
		boolean valid = value.compareTo(DurationStyle.detectAndParse(least)) >= 0
				&& value.compareTo(DurationStyle.detectAndParse(most)) <= 0;
		unless(valid, property, value, "Set a time from " + least + " to " + most + ".");
	}

}
