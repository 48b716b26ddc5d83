package io.realtimeclock.gateway.tick;

import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.realtimeclock.redis.RedisUse;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TickConfiguration {

	@Bean
	Staleness staleness(TickLimits limits) {
		return new Staleness(limits.staleAfter(), limits.staleRepeat(), System.nanoTime());
	}

	@Bean
	SmartInitializingSingleton feedMeters(Staleness staleness, MeterRegistry meters) {
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

	@Bean
	RedisUse redisUse() {
		return new RedisUse("gateway:probe:" + UUID.randomUUID(),
				"the latest tick could not be read and nobody can log in");
	}

}
