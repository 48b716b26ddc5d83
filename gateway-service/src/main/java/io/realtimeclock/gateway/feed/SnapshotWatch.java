package io.realtimeclock.gateway.feed;

import io.realtimeclock.redis.RedisErrorException;
import io.realtimeclock.redis.RedisUnavailableException;
import io.realtimeclock.tick.Tick;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reads the stored tick: once, so that there is something to show before the first live
 * tick comes, and again, as health shows the source's state.
 */
@Component
final class SnapshotWatch {

	private static final Log logger = LogFactory.getLog(SnapshotWatch.class);

	private final TickSnapshot snapshot;

	private final TickFeed feed;

	private final SourceHealth source;

	private boolean read;

	SnapshotWatch(TickSnapshot snapshot, TickFeed feed, SourceHealth source) {
		this.snapshot = snapshot;
		this.feed = feed;
		this.source = source;
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
		}
		catch (RedisUnavailableException | RedisErrorException ex) {
			// Redis's health says so
			logger.debug("The latest tick is read later", ex);
		}
	}

}
