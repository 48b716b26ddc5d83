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
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.stereotype.Component;

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

}
