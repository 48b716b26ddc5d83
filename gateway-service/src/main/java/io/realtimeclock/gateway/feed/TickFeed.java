package io.realtimeclock.gateway.feed;

import java.time.Duration;
import java.time.InstantSource;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.fanout.FanOut;
import io.realtimeclock.gateway.message.ClockFace;
import io.realtimeclock.tick.Tick;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Decides what the clients are told: each newer tick, and, when none comes any more, that
 * the last one is stale.
 */
@Component
final class TickFeed {

	private final NewestTick newest;

	private final Staleness staleness;

	private final ClockFace face;

	private final FanOut fanOut;

	private final InstantSource clock;

	private final Duration staleAfter;

	TickFeed(ClockFace face, FanOut fanOut, InstantSource clock, GatewayProperties properties) {
		this.newest = new NewestTick(clock, properties.aheadLimit());
		this.staleness = new Staleness(properties.staleAfter(), properties.staleRepeat(), System.nanoTime());
		this.face = face;
		this.fanOut = fanOut;
		this.clock = clock;
		this.staleAfter = properties.staleAfter();
	}

	/**
	 * Tell whether a tick may be true.
	 */
	synchronized boolean isCredible(Tick tick) {
		return this.newest.isCredible(tick);
	}

	/**
	 * Push a tick that has just come, unless it is no newer than the last one.
	 */
	synchronized void live(Tick tick) {
		if (this.newest.take(tick)) {
			this.staleness.ticked(System.nanoTime());
			this.fanOut.publish(this.face.live(tick), tick.instant());
		}
	}

	/**
	 * Show a tick that was stored earlier, until a live one comes.
	 */
	synchronized void snapshot(Tick tick) {
		if (this.newest.take(tick)) {
			boolean fresh = tick.instant().plus(this.staleAfter).isAfter(this.clock.instant());
			this.fanOut.publish(fresh ? this.face.live(tick) : this.face.stale(tick), null);
		}
	}

	synchronized @Nullable Tick newest() {
		return this.newest.get();
	}

	@Scheduled(fixedRate = 100)
	synchronized void tellWhenStale() {
		if (this.staleness.noticeDue(System.nanoTime())) {
			this.fanOut.publish(this.face.stale(this.newest.get()), null);
		}
	}

}
