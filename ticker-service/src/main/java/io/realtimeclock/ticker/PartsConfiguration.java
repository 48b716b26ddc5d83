package io.realtimeclock.ticker;

import java.time.InstantSource;

import io.realtimeclock.health.PartHealth;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PartsConfiguration {

	@Bean
	InstantSource wallClock() {
		return InstantSource.system();
	}

	@Bean
	PartHealth kafkaHealthIndicator(InstantSource clock, @Value("${spring.kafka.bootstrap-servers}") String servers) {
		return new PartHealth("Kafka at " + servers, clock);
	}

	@Bean
	PartHealth redisHealthIndicator(InstantSource clock,
			@Value("${spring.data.redis.host:localhost}:${spring.data.redis.port:6379}") String server) {
		return new PartHealth("Redis at " + server, clock);
	}

	@Bean
	PartHealth clockHealthIndicator(InstantSource clock) {
		return new PartHealth("This machine's clock", clock);
	}

}
