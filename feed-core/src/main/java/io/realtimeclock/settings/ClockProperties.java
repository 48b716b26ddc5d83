package io.realtimeclock.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;

import io.realtimeclock.tick.Grid;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings that all services of a clock share.
 *
 * @param period the length of a slot, whole milliseconds from 10 ms to 1 h
 * @param zone the time zone of the time shown to people, an IANA name; the machine's by
 * default
 */
@ConfigurationProperties("clock")
public record ClockProperties(@DefaultValue("500ms") Duration period, @Nullable String zone) {

	private static final Duration SHORTEST = Duration.ofMillis(10);

	private static final Duration LONGEST = Duration.ofHours(1);

	/** Throw {@link InvalidSettingException} if a setting is wrong. */
	public ClockProperties {
		boolean wholeMillis = period.toNanosPart() % 1_000_000 == 0;
		InvalidSettingException.unless(wholeMillis && period.compareTo(SHORTEST) >= 0 && period.compareTo(LONGEST) <= 0,
				"clock.period", period, "Set whole milliseconds from 10ms to 1h, for example 500ms.");
		InvalidSettingException.unless(isKnown(zone), "clock.zone", zone,
				"Set an IANA time zone name, for example Europe/Madrid or UTC, or leave it out for the machine's zone.");
	}

	/** Return the grid that all ticks lie on. */
	public Grid grid() {
		return new Grid(this.period);
	}

	/** Return the configured zone or the machine's. */
	public ZoneId zoneId() {
		return (this.zone != null) ? ZoneId.of(this.zone) : ZoneId.systemDefault();
	}

	private static boolean isKnown(@Nullable String zone) {
		try {
			return zone == null || ZoneId.of(zone) != null;
		}
		catch (DateTimeException ex) {
			return false;
		}
	}

}
