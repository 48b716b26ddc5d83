package io.realtimeclock.gateway.feeds;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether each feed whose topic existed at the start has been read to what was its end
 * then. It stays so: a topic that is created later does not make the gateway unready.
 */
@Component("feedsHealthIndicator")
final class FeedHealth implements HealthIndicator {

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
