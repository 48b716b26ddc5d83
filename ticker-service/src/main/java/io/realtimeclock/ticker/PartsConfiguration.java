package io.realtimeclock.ticker;

import io.realtimeclock.health.PartHealth;
import io.realtimeclock.redis.RedisGate;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PartsConfiguration {

	@Bean
	PartHealth kafkaHealthIndicator(@Value("${spring.kafka.bootstrap-servers}") String servers) {
		return new PartHealth("Kafka at " + servers);
	}

	@Bean
	PartHealth redisHealthIndicator(
			@Value("${spring.data.redis.host:localhost}:${spring.data.redis.port:6379}") String server) {
		return new PartHealth("Redis at " + server);
	}

	@Bean
	RedisGate redisGate() {
		return new RedisGate();
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
