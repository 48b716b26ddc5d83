package io.realtimeclock.gateway.feed;

import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.gateway.feed.FeedQuery.FeedRefusedException;
import io.realtimeclock.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** All configured feeds, by name. */
@Component
public final class Feeds {

	private final Map<String, Feed> feeds = new LinkedHashMap<>();

	Feeds(FeedsProperties properties, FeedMemory memory, MeterRegistry meters, InstantSource clock) {
		properties.feeds()
			.forEach((name, settings) -> this.feeds.put(name, new Feed(name, settings, memory, meters, clock)));
	}

	public Collection<Feed> all() {
		return this.feeds.values();
	}

	/**
	 * Check what a client asks for.
	 * @param keys the keys, none for all that the client may see
	 * @throws FeedRefusedException if there is no such feed, the client may not see it,
	 * or it can't serve the keys
	 */
	public FeedQuery query(String name, @Nullable Authentication user, List<String> keys) throws FeedRefusedException {
		Feed feed = this.feeds.get(name);
		if (feed == null) {
			throw new FeedRefusedException(HttpStatus.NOT_FOUND, "There is no such feed.");
		}
		return FeedQuery.of(feed, authorities(user), keys);
	}

	private static Set<String> authorities(@Nullable Authentication user) {
		return (user == null) ? Set.of()
				: user.getAuthorities()
					.stream()
					.map(GrantedAuthority::getAuthority)
					.map(String::valueOf)
					.collect(Collectors.toSet());
	}

	/**
	 * Whether each feed whose topic existed at the start has been read to what was its
	 * end then. It stays so: a topic that is created later does not make the gateway
	 * unready.
	 */
	@Component("feedsHealthIndicator")
	static final class FeedHealth implements HealthIndicator {

		private final Feeds feeds;

		private volatile boolean ready;

		FeedHealth(Feeds feeds) {
			this.feeds = feeds;
		}

		@Override
		public Health health() {
			this.ready = this.ready || this.feeds.all()
				.stream()
				.allMatch((feed) -> feed.state() == Feed.State.LIVE || feed.state() == Feed.State.ABSENT);
			Health.Builder health = this.ready ? Health.up() : Health.down();
			this.feeds.all().forEach((feed) -> health.withDetail(feed.name(), feed.state()));
			return health.build();
		}

	}

	/**
	 * The memory that the newest values of all feeds may take up together: a topic that
	 * does not fit has keys refused, instead of ending the gateway and with it the clock.
	 * Only the thread that reads the topics uses it.
	 */
	@Component
	static final class FeedMemory {

		/** Of a key beside its name and its frame: objects, and entries of maps. */
		private static final int KEY_SIZE = 200;

		private final long limit;

		private long used;

		FeedMemory(Properties properties) {
			this.limit = properties.bytes();
		}

		/**
		 * Note that a value takes the place of another one, either of which may be
		 * absent.
		 * @return {@code false} if there is no room for it
		 */
		boolean replace(String key, @Nullable FeedValue old, @Nullable FeedValue value) {
			long growth = size(key, value) - size(key, old);
			if (growth > this.limit - this.used) {
				return false;
			}
			this.used += growth;
			return true;
		}

		private static long size(String key, @Nullable FeedValue value) {
			return (value != null && !value.isDeleted()) ? KEY_SIZE + key.length() + value.frame().length : 0;
		}

		/**
		 * How much memory there is.
		 *
		 * @param maxFeedMemory for the newest values of all feeds; a quarter of the heap
		 * by default
		 */
		@ConfigurationProperties("gateway")
		record Properties(@Nullable DataSize maxFeedMemory) {

			private static final int PART_OF_HEAP = 4;

			Properties {
				InvalidSettingException.unless(maxFeedMemory == null || maxFeedMemory.toBytes() > 0,
						"gateway.max-feed-memory", maxFeedMemory,
						"Set a size, for example 64MB, or leave it out for a quarter of the heap.");
			}

			long bytes() {
				return (this.maxFeedMemory != null) ? this.maxFeedMemory.toBytes()
						: Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
			}

		}

	}

}
