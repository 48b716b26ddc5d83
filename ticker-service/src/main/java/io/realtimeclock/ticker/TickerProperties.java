package io.realtimeclock.ticker;

import java.time.Duration;

import io.realtimeclock.settings.InvalidSettingException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the ticker.
 *
 * @param claimTimeout how long a slot waits for Redis before it is published without a
 * claim
 * @param maxClockSkew by how many slots this clock may differ from the correct time
 * @param topic how the topic is created
 */
@ConfigurationProperties("ticker")
public record TickerProperties(@DefaultValue("100ms") Duration claimTimeout, @DefaultValue("4") int maxClockSkew,
		@DefaultValue Topic topic) {

	private static final Duration SHORTEST_CLAIM = Duration.ofMillis(1);

	private static final Duration LONGEST_CLAIM = Duration.ofMinutes(1);

	/** Throw {@link InvalidSettingException} if a setting is wrong. */
	public TickerProperties {
		InvalidSettingException.unless(
				claimTimeout.compareTo(SHORTEST_CLAIM) >= 0 && claimTimeout.compareTo(LONGEST_CLAIM) <= 0,
				"ticker.claim-timeout", claimTimeout,
				"Set a time that is positive and well below the period, for example 100ms.");
		InvalidSettingException.unless(maxClockSkew > 0 && maxClockSkew <= 1_000_000, "ticker.max-clock-skew",
				maxClockSkew, "Set a positive number of slots, for example 4.");
	}

	/**
	 * How the topic is created if it is absent; an existing topic is left as it is.
	 *
	 * @param replicationFactor on how many brokers each record is kept
	 * @param retention how long records are kept; only the newest has worth
	 */
	public record Topic(@DefaultValue("1") short replicationFactor, @DefaultValue("10m") Duration retention) {

		/** Throw {@link InvalidSettingException} if a setting is wrong. */
		public Topic {
			InvalidSettingException.unless(replicationFactor > 0, "ticker.topic.replication-factor", replicationFactor,
					"Set a number from 1 to the number of brokers.");
			InvalidSettingException.unless(retention.toSeconds() > 0 && retention.toDays() <= 3650,
					"ticker.topic.retention", retention, "Set at least 1s, for example 10m.");
		}

	}

}
