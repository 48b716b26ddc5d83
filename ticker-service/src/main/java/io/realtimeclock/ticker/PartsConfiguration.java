package io.realtimeclock.ticker;

import java.time.InstantSource;
import java.util.UUID;

import io.realtimeclock.health.PartHealth;
import io.realtimeclock.redis.RedisConfiguration;
import io.realtimeclock.redis.RedisUse;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(RedisConfiguration.class)
class PartsConfiguration {

	@Bean
	InstantSource wallClock() {
		return InstantSource.system();
	}

	@Bean
	PartHealth kafkaHealthIndicator(@Value("${spring.kafka.bootstrap-servers}") String servers) {
		return new PartHealth("Kafka at " + servers);
	}

	/** The claims tell how Redis is: each one is a write. */
	@Bean
	RedisUse redisUse() {
		return new RedisUse("{time}:probe:" + UUID.randomUUID(), null);
	}

	@Bean
	PartHealth clockHealthIndicator() {
		return new PartHealth("This machine's clock");
	}

	/** It is no reason not to be ready: the tickers agree without it. */
	@Bean
	PartHealth redisClockHealthIndicator() {
		return new PartHealth("The clock of Redis's machine");
	}

}
