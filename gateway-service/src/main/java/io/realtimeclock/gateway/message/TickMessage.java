package io.realtimeclock.gateway.message;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.realtimeclock.tick.Tick;
import org.jspecify.annotations.Nullable;

/**
 * The message in each text frame.
 *
 * @param message its one field, as the first browser clients expect it
 */
public record TickMessage(Body message) {

	static TickMessage of(String time, @Nullable Tick tick, @Nullable Boolean stale) {
		return (tick != null) ? new TickMessage(new Body(time, tick.instant(), tick.sequence(), stale))
				: new TickMessage(new Body(time, null, null, stale));
	}

	/**
	 * What the message says.
	 *
	 * @param time the wall-clock time for people
	 * @param instant the same time for programs, absent if no tick was ever seen
	 * @param sequence the tick's number, absent if no tick was ever seen
	 * @param stale {@code true} if there has been no newer tick for a while, else absent
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Body(String time,
			@JsonFormat(pattern = Tick.INSTANT_PATTERN, timezone = "UTC") @Nullable Instant instant,
			@Nullable Long sequence, @Nullable Boolean stale) {
	}

}
