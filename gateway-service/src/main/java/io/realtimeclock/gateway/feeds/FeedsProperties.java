package io.realtimeclock.gateway.feeds;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.realtimeclock.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the feeds.
 *
 * @param feeds the feeds by name
 */
@ConfigurationProperties("gateway")
public record FeedsProperties(@DefaultValue Map<String, FeedSettings> feeds) {

	private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");

	private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

	/** Throw {@link InvalidSettingException} if a setting is wrong. */
	public FeedsProperties {
		Map<String, String> paths = new HashMap<>();
		feeds.forEach((name, feed) -> {
			String property = "gateway.feeds." + name;
			InvalidSettingException.unless(NAME.matcher(name).matches(), property, "…",
					"Name a feed with 1 to 40 lower-case letters, digits and dashes.");
			InvalidSettingException.unless(!name.equals("time"), property, "…",
					"Use another name; time is the clock's own feed.");
			String other = paths.put(name.replace("-", ""), name);
			InvalidSettingException.unless(other == null, property, "…",
					"Give the feed another name; as a variable it has the same name, and so the same path, as the feed "
							+ other + ".");
			feed.check(property, name);
		});
	}

	/**
	 * Settings of a feed.
	 *
	 * @param topic the Kafka topic; the feed's name by default
	 * @param authority the authority that a user needs, {@code null} for none
	 * @param rights who may see which keys; the first entry that matches a key decides
	 * @param interval the time in which a client is written to at most once
	 * @param staleAfter after which time without a record clients receive the stale
	 * notice, {@code null} for never
	 * @param maxKeys how many keys are kept
	 * @param maxKeysPerClient how many keys a client may have
	 * @param maxValueSize the size of the largest value that is accepted
	 */
	public record FeedSettings(@Nullable String topic, @Nullable String authority, @DefaultValue List<Right> rights,
			@DefaultValue("0s") Duration interval, @Nullable Duration staleAfter, @DefaultValue("100000") int maxKeys,
			@DefaultValue("1000") int maxKeysPerClient, @DefaultValue("16KB") DataSize maxValueSize) {

		private static final int MOST_KEYS = 10_000_000;

		private static final DataSize LARGEST_VALUE = DataSize.ofMegabytes(1);

		private static final Duration LONGEST = Duration.ofHours(1);

		String topicOf(String name) {
			return (this.topic != null) ? this.topic : name;
		}

		void check(String property, String name) {
			InvalidSettingException.unless(TOPIC.matcher(topicOf(name)).matches(), property + ".topic", this.topic,
					"Name a Kafka topic: 1 to 249 letters, digits, dots, underscores and dashes.");
			InvalidSettingException.unless(this.authority == null || !this.authority.isBlank(), property + ".authority",
					"", "Name an authority such as ROLE_TRADER or SCOPE_prices, or leave it out.");
			for (int i = 0; i < this.rights.size(); i++) {
				this.rights.get(i).check(property + ".rights[" + i + "]");
			}
			InvalidSettingException.unless(!this.interval.isNegative() && this.interval.compareTo(LONGEST) <= 0,
					property + ".interval", this.interval,
					"Set a time from 0s to 1h; 0s sends each change as it comes.");
			InvalidSettingException.unless(this.staleAfter == null || this.staleAfter.toMillis() >= 100,
					property + ".stale-after", this.staleAfter,
					"Set a time of at least 100ms, or leave it out for never.");
			between(property + ".max-keys", this.maxKeys);
			between(property + ".max-keys-per-client", this.maxKeysPerClient);
			InvalidSettingException.unless(
					this.maxValueSize.toBytes() > 0 && this.maxValueSize.compareTo(LARGEST_VALUE) <= 0,
					property + ".max-value-size", this.maxValueSize, "Set a size from 1B to 1MB, for example 16KB.");
		}

		private static void between(String property, int number) {
			InvalidSettingException.unless(number > 0 && number <= MOST_KEYS, property, number,
					"Set a number from 1 to " + MOST_KEYS + ".");
		}

	}

	/**
	 * Who may see some keys.
	 *
	 * @param keys a key, or a prefix with {@code *} at its end
	 * @param authority the authority that a user needs, {@code null} for none
	 */
	public record Right(@Nullable String keys, @Nullable String authority) {

		void check(String property) {
			InvalidSettingException.unless(this.keys != null && !this.keys.isEmpty(), property + ".keys", this.keys,
					"Set a key, a prefix with * at its end, or * for all keys.");
			int star = (this.keys != null) ? this.keys.indexOf('*') : -1;
			InvalidSettingException.unless(this.keys == null || star < 0 || star == this.keys.length() - 1,
					property + ".keys", this.keys, "Write * at the end only: it stands for the rest of the key.");
			InvalidSettingException.unless(this.authority == null || !this.authority.isBlank(), property + ".authority",
					"", "Name an authority such as ROLE_TRADER or SCOPE_prices, or leave it out for everyone.");
		}

	}

}
