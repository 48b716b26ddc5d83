package io.realtimeclock.gateway.feed;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Shows operators how old the last tick is. */
@Component
record FeedMeters(Staleness staleness, MeterRegistry meters) implements SmartInitializingSingleton {

	@Override
	public void afterSingletonsInstantiated() {
		TimeGauge
			.builder("gateway.tick.age", this.staleness, TimeUnit.NANOSECONDS,
					(staleness) -> staleness.age(System.nanoTime()))
			.description("How long ago the last live tick came")
			.register(this.meters);
		Gauge.builder("gateway.stale", this.staleness, (staleness) -> staleness.isStale() ? 1 : 0)
			.description("1 while the clients are told that the source is silent")
			.register(this.meters);
	}

}
