package io.realtimeclock.gateway.tick;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.realtimeclock.redis.RedisUse;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TickConfiguration {

	/** Enough for the JIT to compile the way of a tick. */
	private static final int WARM_UP_TICKS = 300;

	@Bean
	Staleness staleness(TickLimits limits) {
		return new Staleness(limits.staleAfter(), limits.staleRepeat(), System.nanoTime());
	}

	@Bean
	SmartInitializingSingleton tickMeters(Staleness staleness, MeterRegistry meters) {
		return () -> {
			TimeGauge
				.builder("gateway.tick.age", staleness, TimeUnit.NANOSECONDS, (source) -> source.age(System.nanoTime()))
				.description("How long ago the last live tick came")
				.register(meters);
			Gauge.builder("gateway.stale", staleness, (source) -> source.isStale() ? 1 : 0)
				.description("1 while the clients receive the stale notice")
				.register(meters);
		};
	}

	/**
	 * Decode ticks and encode messages that are never sent, before the first real tick
	 * comes: at two ticks per second the same code would be interpreted for minutes.
	 */
	@Bean
	SmartInitializingSingleton warmUp(ClockProperties clock, TickMessages messages) {
		return () -> {
			Grid grid = clock.grid();
			TickCodec codec = new TickCodec(grid);
			Tick tick = grid.at(Instant.EPOCH);
			for (int i = 0; i < WARM_UP_TICKS; i++) {
				tick = grid.next(codec.decode(codec.encode(tick)));
				messages.live(tick);
			}
		};
	}

	@Bean
	RedisUse redisUse() {
		return new RedisUse("gateway:probe:" + UUID.randomUUID(),
				"the latest tick could not be read and nobody can log in");
	}

}
