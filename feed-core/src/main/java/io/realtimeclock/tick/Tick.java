package io.realtimeclock.tick;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A slot of the clock, published by a ticker and pushed to the browsers.
 *
 * @param sequence the number of the slot since the epoch; equal sequences are equal ticks
 * @param instant the wall-clock time at which the slot begins, exactly on the grid
 */
public record Tick(@JsonProperty(required = true) long sequence,
		@JsonProperty(required = true) @JsonFormat(pattern = INSTANT_PATTERN, timezone = "UTC") Instant instant) {

	/** ISO 8601 in UTC, always with milliseconds, so that the text has one length. */
	public static final String INSTANT_PATTERN = "uuuu-MM-dd'T'HH:mm:ss.SSSX";

}
