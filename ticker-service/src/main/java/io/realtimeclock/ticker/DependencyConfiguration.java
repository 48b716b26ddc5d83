package io.realtimeclock.ticker;

import java.util.UUID;

import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.redis.RedisUse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DependencyConfiguration {

	/** Each claim is a write, so the claims report Redis's health. */
	@Bean
	RedisUse redisUse() {
		return new RedisUse("{time}:probe:" + UUID.randomUUID(), null);
	}

	@Bean
	DependencyHealth clockHealthIndicator() {
		return new DependencyHealth("This machine's clock");
	}

	/** It does not affect readiness: the tickers agree without it. */
	@Bean
	DependencyHealth redisClockHealthIndicator() {
		return new DependencyHealth("The clock of Redis's machine");
	}

}
