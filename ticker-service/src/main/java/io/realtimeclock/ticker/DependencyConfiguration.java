package io.realtimeclock.ticker;

import java.time.InstantSource;
import java.util.UUID;

import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.redis.RedisConfiguration;
import io.realtimeclock.redis.RedisUse;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(RedisConfiguration.class)
class DependencyConfiguration {

	@Bean
	InstantSource wallClock() {
		return InstantSource.system();
	}

	@Bean
	DependencyHealth kafkaHealthIndicator(@Value("${spring.kafka.bootstrap-servers}") String servers) {
		return new DependencyHealth("Kafka at " + servers);
	}

	/** The claims tell how Redis is: each one is a write. */
	@Bean
	RedisUse redisUse() {
		return new RedisUse("{time}:probe:" + UUID.randomUUID(), null);
	}

	@Bean
	DependencyHealth clockHealthIndicator() {
		return new DependencyHealth("This machine's clock");
	}

	/** It is no reason not to be ready: the tickers agree without it. */
	@Bean
	DependencyHealth redisClockHealthIndicator() {
		return new DependencyHealth("The clock of Redis's machine");
	}

}
