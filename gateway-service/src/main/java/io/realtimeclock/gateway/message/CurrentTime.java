package io.realtimeclock.gateway.message;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.realtimeclock.tick.Tick;

/**
 * The newest tick, as a request is answered.
 *
 * @param current the wall-clock time for people
 * @param instant the same time for programs
 * @param sequence the tick's number
 */
public record CurrentTime(String current, @JsonFormat(pattern = Tick.INSTANT_PATTERN, timezone = "UTC") Instant instant,
		long sequence) {
}
