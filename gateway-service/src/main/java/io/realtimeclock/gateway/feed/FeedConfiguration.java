package io.realtimeclock.gateway.feed;

import java.time.InstantSource;
import java.util.UUID;

import io.realtimeclock.health.PartHealth;
import io.realtimeclock.redis.RedisConfiguration;
import io.realtimeclock.redis.RedisUse;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(RedisConfiguration.class)
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
	RedisUse redisUse() {
		return new RedisUse("gateway:probe:" + UUID.randomUUID(),
				"the latest tick could not be read and nobody can log in");
	}

}
