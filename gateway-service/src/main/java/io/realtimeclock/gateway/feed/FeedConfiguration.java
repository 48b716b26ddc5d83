package io.realtimeclock.gateway.feed;

import java.time.Duration;
import java.time.InstantSource;

import io.realtimeclock.health.PartHealth;
import io.realtimeclock.redis.RedisGate;
import io.lettuce.core.resource.Delay;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FeedConfiguration {

	@Bean
	InstantSource wallClock() {
		return InstantSource.system();
	}

	@Bean
	Staleness staleness(FeedTimes times) {
		return new Staleness(times.staleAfter(), times.staleRepeat(), System.nanoTime());
	}

	@Bean
	PartHealth kafkaHealthIndicator(KafkaConnectionDetails kafka) {
		return new PartHealth("Kafka at " + String.join(",", kafka.getConsumer().getBootstrapServers()));
	}

	@Bean
	PartHealth latestTickHealthIndicator(
			@Value("${spring.data.redis.host:localhost}:${spring.data.redis.port:6379}") String server) {
		return new PartHealth("Redis at " + server);
	}

	@Bean
	RedisGate redisGate() {
		return new RedisGate();
	}

	/** Lettuce's own back-off grows to half a minute, during which nobody can log in. */
	@Bean
	ClientResourcesBuilderCustomizer quickReconnect() {
		return (resources) -> resources.reconnectDelay(Delay.constant(Duration.ofMillis(250)));
	}

}
