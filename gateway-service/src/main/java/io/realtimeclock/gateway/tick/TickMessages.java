package io.realtimeclock.gateway.tick;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.realtimeclock.gateway.tick.LatestTick.CurrentTime;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * The messages of the clock, as JSON: the time of a tick for people, in the configured
 * zone, and for programs.
 */
@Component
final class TickMessages implements SmartInitializingSingleton {

	private static final String UNKNOWN = "--:--:--";

	/** Enough for the JIT to compile the way of a tick. */
	private static final int WARM_UP_TICKS = 300;

	private final ClockProperties clock;

	private final DateTimeFormatter format;

	private final JsonMapper json;

	TickMessages(ClockProperties clock, JsonMapper json) {
		this.clock = clock;
		this.format = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(clock.zoneId());
		this.json = json;
	}

	/**
	 * Decode ticks and encode messages that are never sent, before the first real tick
	 * comes: at two ticks per second the same code would be interpreted for minutes.
	 */
	@Override
	public void afterSingletonsInstantiated() {
		Grid grid = this.clock.grid();
		TickCodec codec = new TickCodec(grid);
		Tick tick = grid.at(Instant.EPOCH);
		for (int i = 0; i < WARM_UP_TICKS; i++) {
			tick = grid.next(codec.decode(codec.encode(tick)));
			live(tick);
		}
	}

	/** Return the message with a live tick. */
	byte[] live(Tick tick) {
		return message(tick, null);
	}

	/** Return the notice that there has been no tick since the last one, if any. */
	byte[] stale(@Nullable Tick last) {
		return message(last, true);
	}

	/** Return the answer to a request for the current time. */
	CurrentTime current(Tick tick, boolean stale) {
		return new CurrentTime(time(tick), tick.instant(), tick.sequence(), stale ? true : null);
	}

	private byte[] message(@Nullable Tick tick, @Nullable Boolean stale) {
		Body body = (tick != null) ? new Body(time(tick), tick.instant(), tick.sequence(), stale)
				: new Body(UNKNOWN, null, null, stale);
		return this.json.writeValueAsBytes(new Message(body));
	}

	private String time(Tick tick) {
		return this.format.format(tick.instant());
	}

	/**
	 * A text frame.
	 *
	 * @param message its one field, as the first browser clients expect it
	 */
	record Message(Body message) {
	}

	/**
	 * What a text frame says.
	 *
	 * @param time the wall-clock time for people
	 * @param instant the same time for programs, absent if no tick was ever seen
	 * @param sequence the tick's number, absent if no tick was ever seen
	 * @param stale {@code true} if there has been no newer tick for a while, else absent
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Body(String time, @JsonFormat(pattern = Tick.INSTANT_PATTERN, timezone = "UTC") @Nullable Instant instant,
			@Nullable Long sequence, @Nullable Boolean stale) {
	}

}
