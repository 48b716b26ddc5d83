package io.realtimeclock.gateway.feed;

import io.realtimeclock.health.PartHealth;
import io.realtimeclock.tick.Tick;

import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reads the stored tick: once, so that there is something to show before the first live
 * tick comes, and again and again to know whether Redis answers.
 */
@Component
final class SnapshotWatch {

	private final TickSnapshot snapshot;

	private final TickFeed feed;

	private final SourceHealth source;

	private final PartHealth redis;

	private boolean read;

	SnapshotWatch(TickSnapshot snapshot, TickFeed feed, SourceHealth source, PartHealth latestTickHealthIndicator) {
		this.snapshot = snapshot;
		this.feed = feed;
		this.source = source;
		this.redis = latestTickHealthIndicator;
	}

	@Scheduled(fixedDelay = 500)
	void look() {
		try {
			Tick tick = this.snapshot.read();
			if (!this.read && tick != null) {
				this.feed.snapshot(tick);
			}
			this.read = true;
			this.source.snapshotRead();
			this.redis.up();
		}
		catch (DataAccessException ex) {
			this.redis.down("the latest tick could not be read and nobody can log in, trying again: "
					+ ex.getMostSpecificCause().getMessage());
		}
	}

}
