package io.realtimeclock.gateway.feed;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.fanout.FanOut;
import io.realtimeclock.gateway.fanout.LiveTick;
import io.realtimeclock.gateway.message.ClockFace;
import io.realtimeclock.tick.Tick;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
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

	private final Duration ageLimit;

	private final Counter late;

	private final LogPause logPause = new LogPause(Duration.ofSeconds(10));

	TickFeed(ClockFace face, FanOut fanOut, InstantSource clock, GatewayProperties properties, MeterRegistry meters) {
		this.newest = new NewestTick(clock, properties.aheadLimit());
		this.staleness = new Staleness(properties.staleAfter(), properties.staleRepeat(), System.nanoTime());
		this.face = face;
		this.fanOut = fanOut;
		this.clock = clock;
		this.ageLimit = properties.ageLimit();
		this.late = Counter.builder("gateway.ticks.late")
			.description("Ticks that were too old to be shown as live when they came")
			.register(meters);
		TimeGauge
			.builder("gateway.tick.age", this.staleness, TimeUnit.NANOSECONDS,
					(staleness) -> staleness.age(System.nanoTime()))
			.description("How long ago the last live tick came")
			.register(meters);
		Gauge.builder("gateway.stale", this.staleness, (staleness) -> staleness.isStale() ? 1 : 0)
			.description("1 while the clients are told that the source is silent")
			.register(meters);
	}

	/**
	 * Tell whether a tick may be true.
	 */
	synchronized boolean isCredible(Tick tick) {
		return this.newest.isCredible(tick);
	}

	boolean isSilentFor(Duration time) {
		return this.staleness.age(System.nanoTime()) > time.toNanos();
	}

	/**
	 * Push a tick that has just come, unless it is no newer than the last one.
	 * @return {@code false} if it is too old to be shown as live
	 */
	synchronized boolean live(Tick tick) {
		Duration age = age(tick);
		if (age.compareTo(this.ageLimit) > 0) {
			this.late.increment();
			if (this.logPause.isOver()) {
				logger.warn("The tick of " + tick.instant() + " came " + age.toMillis() + " ms late and is not shown;"
						+ " if that lasts, look at the broker, and at this machine's clock");
			}
			return false;
		}
		if (this.newest.isPutBackBy(tick)) {
			logger.warn("Time goes back to " + tick.instant() + ", as this machine's clock and the source agree");
		}
		if (this.newest.take(tick)) {
			if (this.staleness.ticked(System.nanoTime())) {
				logger.info("Ticks come again, from " + tick.instant() + " on");
			}
			publish(tick, age);
		}
		return true;
	}

	/**
	 * Show a tick that was stored earlier, until a live one comes.
	 */
	synchronized void snapshot(Tick tick) {
		if (this.newest.take(tick)) {
			publish(tick, age(tick));
		}
	}

	private void publish(Tick tick, Duration age) {
		this.fanOut.publish(
				new LiveTick(this.face.live(tick), this.face.stale(tick), tick.instant(), this.ageLimit.minus(age)));
	}

	private Duration age(Tick tick) {
		return Duration.between(tick.instant(), this.clock.instant());
	}

	@Scheduled(fixedRate = 100)
	synchronized void tellWhenStale() {
		if (this.staleness.noticeDue(System.nanoTime())) {
			logger.warn("No tick comes from Kafka, the clients are told so; look at the tickers and the broker");
			this.fanOut.publish(this.face.stale(this.newest.get()));
		}
	}

}
