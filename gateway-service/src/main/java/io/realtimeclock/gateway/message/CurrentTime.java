package io.realtimeclock.gateway.message;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.realtimeclock.tick.Tick;
import org.jspecify.annotations.Nullable;

/**
 * The newest tick, as a request is answered.
 *
 * @param current the wall-clock time for people
 * @param instant the same time for programs
 * @param sequence the tick's number
 * @param stale {@code true} if the tick is too old to be shown as live, else absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CurrentTime(String current, @JsonFormat(pattern = Tick.INSTANT_PATTERN, timezone = "UTC") Instant instant,
		long sequence, @Nullable Boolean stale) {
}
