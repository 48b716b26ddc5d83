package io.realtimeclock.ticker;

import java.time.InstantSource;

import io.realtimeclock.health.PartHealth;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PartsConfiguration {

	@Bean
	InstantSource wallClock() {
		return InstantSource.system();
	}

	@Bean
	PartHealth kafkaHealthIndicator(InstantSource clock) {
		return new PartHealth("Kafka", clock);
	}

	@Bean
	PartHealth redisHealthIndicator(InstantSource clock) {
		return new PartHealth("Redis", clock);
	}

	@Bean
	PartHealth clockHealthIndicator(InstantSource clock) {
		return new PartHealth("This machine's clock", clock);
	}

}
