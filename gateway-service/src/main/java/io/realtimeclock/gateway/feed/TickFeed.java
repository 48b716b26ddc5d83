package io.realtimeclock.gateway.feed;

import java.time.Duration;

import io.realtimeclock.gateway.broadcast.Broadcaster;
import io.realtimeclock.gateway.message.TickMessages;
import io.realtimeclock.tick.Tick;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Decides what the clients receive: each newer tick and, when no more ticks come, the
 * notice that the last one is stale.
 */
@Component
public final class TickFeed {

	private static final Log logger = LogFactory.getLog(TickFeed.class);

	private final MaxAge maxAge;

	private final NewestTick newest;

	private final Staleness staleness;

	private final TickMessages messages;

	private final Broadcaster broadcaster;

	TickFeed(MaxFutureSkew maxFutureSkew, MaxAge maxAge, Staleness staleness, TickMessages messages,
			Broadcaster broadcaster) {
		this.newest = new NewestTick(maxFutureSkew);
		this.maxAge = maxAge;
		this.staleness = staleness;
		this.messages = messages;
		this.broadcaster = broadcaster;
	}

	/**
	 * Push a tick that has just come, unless it is no newer than the last one.
	 * @return {@code false} if it is too old to be shown as live
	 */
	public synchronized boolean live(Tick tick) {
		Duration left = this.maxAge.left(tick);
		if (left.isNegative()) {
			this.maxAge.came(tick);
			return false;
		}
		if (this.newest.isPutBackBy(tick)) {
			logger.warn("Time goes back to " + tick.instant() + ", as this machine's clock and the source agree");
		}
		if (this.newest.take(tick)) {
			if (this.staleness.ticked(System.nanoTime())) {
				logger.info("Ticks come again, from " + tick.instant() + " on");
			}
			publish(tick, left);
		}
		return true;
	}

	/** Send a tick that was stored earlier, until a live one comes. */
	synchronized void stored(Tick tick) {
		if (this.newest.take(tick)) {
			publish(tick, this.maxAge.left(tick));
		}
	}

	private void publish(Tick tick, Duration left) {
		this.broadcaster.publish(this.messages.live(tick), this.messages.stale(tick), tick.instant(), left);
	}

	@Scheduled(fixedRate = 100)
	synchronized void tellWhenStale() {
		if (this.staleness.noticeDue(System.nanoTime())) {
			logger.warn("No tick comes from Kafka, the clients are told so; look at the tickers and the broker");
			this.broadcaster.publish(this.messages.stale(this.newest.get()));
		}
	}

}
