package io.realtimeclock.gateway.feed;

import io.realtimeclock.health.PartHealth;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickNames;

import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Begins to follow the source once its parts are there, in whatever order they come.
 */
@Component
final class FeedStart {

	private final TickSnapshot snapshot;

	private final TickFeed feed;

	private final TickConsumer consumer;

	private final SourceHealth source;

	private final PartHealth kafka;

	private final PartHealth redis;

	private boolean snapshotRead;

	FeedStart(TickSnapshot snapshot, TickFeed feed, TickConsumer consumer, SourceHealth source,
			PartHealth kafkaHealthIndicator, PartHealth latestTickHealthIndicator) {
		this.snapshot = snapshot;
		this.feed = feed;
		this.consumer = consumer;
		this.source = source;
		this.kafka = kafkaHealthIndicator;
		this.redis = latestTickHealthIndicator;
	}

	@Scheduled(fixedDelay = 250)
	void readSnapshot() {
		if (this.snapshotRead) {
			return;
		}
		try {
			Tick tick = this.snapshot.read();
			if (tick != null) {
				this.feed.snapshot(tick);
			}
			this.snapshotRead = true;
			this.source.snapshotRead();
			this.redis.up();
		}
		catch (DataAccessException ex) {
			this.redis
				.down("the latest tick could not be read, trying again: " + ex.getMostSpecificCause().getMessage());
		}
	}

	@Scheduled(fixedDelay = 250)
	void startConsuming() {
		if (!this.consumer.isIdle()) {
			return;
		}
		try {
			if (this.consumer.startIfTopicExists()) {
				this.kafka.up();
			}
			else {
				this.kafka.down("there is no topic '" + TickNames.TOPIC + "' yet; a ticker creates it");
			}
		}
		catch (RuntimeException ex) {
			this.kafka.down("it does not answer, trying again: " + ex.getMessage());
		}
	}

}
