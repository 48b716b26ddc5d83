package io.realtimeclock.gateway.feed;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.fanout.FanOut;
import io.realtimeclock.gateway.message.ClockFace;
import io.realtimeclock.tick.Tick;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Decides what the clients are told: each newer tick, and, when none comes any more, that
 * the last one is stale.
 */
@Component
final class TickFeed {

	private static final Log logger = LogFactory.getLog(TickFeed.class);

	private final NewestTick newest;

	private final Staleness staleness;

	private final ClockFace face;

	private final FanOut fanOut;

	private final InstantSource clock;

	private final Duration staleAfter;

	TickFeed(ClockFace face, FanOut fanOut, InstantSource clock, GatewayProperties properties, MeterRegistry meters) {
		this.newest = new NewestTick(clock, properties.aheadLimit());
		this.staleness = new Staleness(properties.staleAfter(), properties.staleRepeat(), System.nanoTime());
		this.face = face;
		this.fanOut = fanOut;
		this.clock = clock;
		this.staleAfter = properties.staleAfter();
		TimeGauge
			.builder("gateway.tick.age", this.staleness, TimeUnit.NANOSECONDS,
					(staleness) -> staleness.age(System.nanoTime()))
			.description("How long ago the last live tick came")
			.register(meters);
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
			if (this.staleness.ticked(System.nanoTime())) {
				logger.info("Ticks come again, from " + tick.instant() + " on");
			}
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

	@Scheduled(fixedRate = 100, initialDelayString = "${gateway.stale-after:2s}")
	synchronized void tellWhenStale() {
		if (this.staleness.noticeDue(System.nanoTime())) {
			logger.warn("No tick comes from Kafka, the clients are told so; look at the tickers and the broker");
			this.fanOut.publish(this.face.stale(this.newest.get()), null);
		}
	}

}
