package io.realtimeclock.gateway.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.realtimeclock.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the feeds.
 *
 * @param feeds the feeds by name
 */
@ConfigurationProperties("gateway")
public record FeedsProperties(@DefaultValue Map<String, FeedSettings> feeds) {

	private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");

	private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

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

	/** A space at an end would give the right to nobody. */
	private static boolean isAuthority(@Nullable String authority) {
		return authority == null || (!authority.isBlank() && authority.equals(authority.strip()));
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
			InvalidSettingException.unless(isAuthority(this.authority), property + ".authority", this.authority,
					"Name an authority such as ROLE_TRADER or SCOPE_prices, or leave it out.");
			for (int i = 0; i < this.rights.size(); i++) {
				this.rights.get(i).check(property + ".rights[" + i + "]");
			}
			InvalidSettingException.unless(!this.interval.isNegative() && this.interval.compareTo(LONGEST) <= 0,
					property + ".interval", this.interval,
					"Set a time from 0s to 1h; 0s sends each change as it comes.");
			if (this.staleAfter != null) {
				InvalidSettingException.unlessBetween(property + ".stale-after", this.staleAfter, "100ms", "3650d");
			}
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
			InvalidSettingException.unless(isAuthority(this.authority), property + ".authority", this.authority,
					"Name an authority such as ROLE_TRADER or SCOPE_prices, or leave it out for everyone.");
		}

	}

	/**
	 * Refuses the start for wrong settings of a feed, before the web server is created,
	 * and for properties that do not exist. Spring ignores those, also in an environment
	 * variable, where a typing error is most likely.
	 */
	@Component
	static final class SettingsCheck implements BeanFactoryPostProcessor, EnvironmentAware {

		private static final ConfigurationPropertyName FEEDS = ConfigurationPropertyName.of("gateway.feeds");

		private static final Set<String> KNOWN = Set.of("topic", "authority", "interval", "staleafter", "maxkeys",
				"maxkeysperclient", "maxvaluesize");

		private static final Pattern RIGHT = Pattern.compile("rights\\d+(keys|authority)");

		/** Throw {@link InvalidSettingException} if a setting is wrong. */
		@Override
		public void setEnvironment(Environment environment) {
			Binder.get(environment).bind("gateway", FeedsProperties.class);
			for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
				if (source instanceof IterableConfigurationPropertySource names) {
					names.stream().filter(FEEDS::isAncestorOf).forEach(SettingsCheck::check);
				}
			}
		}

		/** Do nothing: this is what makes it run before the web server is created. */
		@Override
		public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		}

		private static void check(ConfigurationPropertyName name) {
			StringBuilder property = new StringBuilder();
			for (int i = FEEDS.getNumberOfElements() + 1; i < name.getNumberOfElements(); i++) {
				property.append(name.getElement(i, Form.UNIFORM));
			}
			InvalidSettingException.unless(KNOWN.contains(property.toString()) || RIGHT.matcher(property).matches(),
					name.toString(), "…",
					"Set topic, authority, rights[0].keys, rights[0].authority, interval, stale-after, max-keys,"
							+ " max-keys-per-client or max-value-size of a feed. A variable names a feed without dashes.");
		}

	}

}
