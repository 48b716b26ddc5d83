package io.realtimeclock.gateway.message;

import java.time.format.DateTimeFormatter;
import java.util.Locale;

import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Tick;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Shows a tick to people, as the wall-clock time in the configured zone. */
@Component
public final class ClockFace {

	private static final String UNKNOWN = "--:--:--";

	private final DateTimeFormatter format;

	/** Create a clock face for the configured zone. */
	public ClockFace(ClockProperties properties) {
		this.format = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(properties.zoneId());
	}

	/** Return the message for live clients. */
	public TickMessage live(Tick tick) {
		return TickMessage.of(time(tick), tick, null);
	}

	/** Return the message that the source has gone silent since the last tick, if any. */
	public TickMessage stale(@Nullable Tick last) {
		return TickMessage.of(time(last), last, true);
	}

	/** Return the answer to a request for the current time. */
	public CurrentTime current(Tick tick, boolean stale) {
		return new CurrentTime(time(tick), tick.instant(), tick.sequence(), stale ? true : null);
	}

	private String time(@Nullable Tick tick) {
		return (tick != null) ? this.format.format(tick.instant()) : UNKNOWN;
	}

}
