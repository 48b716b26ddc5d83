package io.realtimeclock.autoconfigure;

import java.time.InstantSource;
import java.util.Map;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.health.SupervisedScheduler;
import io.realtimeclock.health.Supervisor;
import io.realtimeclock.redis.RedisConfiguration;
import io.realtimeclock.redis.RedisUse;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.settings.SpringSettings;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Configures each service that declares its {@link RedisUse}: the wall clock, supervised
 * threads and tasks, Redis, and the health of Kafka. It precedes Spring Boot's own, which
 * then leaves out its scheduler and its health of Redis. The shared defaults of settings
 * are in {@code service-defaults.yml}.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnBean(RedisUse.class)
@EnableScheduling
@EnableConfigurationProperties(ClockProperties.class)
@Import({ SpringSettings.class, Supervisor.class, SupervisedScheduler.class, RedisConfiguration.class })
public class ServiceAutoConfiguration {

	@Bean
	InstantSource wallClock() {
		return InstantSource.system();
	}

	/**
	 * The servers in use are others than those of the settings with a service connection.
	 */
	@Bean
	DependencyHealth kafkaHealthIndicator(KafkaConnectionDetails kafka) {
		return new DependencyHealth("Kafka at " + String.join(",", kafka.getBootstrapServers()));
	}

	/** Readiness does not tell a monitoring what is missing. */
	@Bean
	SmartInitializingSingleton dependencyMeters(Map<String, DependencyHealth> dependencies, MeterRegistry meters) {
		return () -> dependencies
			.forEach((bean, health) -> Gauge.builder("dependency.down", health, (source) -> source.isDown() ? 1 : 0)
				.description("1 while the last use of a dependency has failed")
				.tag("dependency", bean.replace("HealthIndicator", ""))
				.register(meters));
	}

}
