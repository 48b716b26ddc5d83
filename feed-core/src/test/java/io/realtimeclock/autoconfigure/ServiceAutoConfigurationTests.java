package io.realtimeclock.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.health.DependencyHealth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ServiceAutoConfigurationTests {

	@Test
	void theLogNamesTheKafkaServersInUse(CapturedOutput output) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
			.withUserConfiguration(Connection.class)
			.withPropertyValues("spring.kafka.bootstrap-servers=localhost:9092")
			.run((context) -> {
				assertThat(context.getBean(KafkaAdmin.class).getConfigurationProperties())
					.containsEntry("bootstrap.servers", List.of("one:32768", "two:32769"));
				context.getBean(DependencyHealth.class).down("away", Duration.ofSeconds(1));
			});
		assertThat(output).contains("Kafka at one:32768,two:32769: away");
	}

	@Test
	void aMetricTellsWhichDependencyIsDown() {
		MeterRegistry meters = new SimpleMeterRegistry();
		DependencyHealth redis = new DependencyHealth("Redis");
		new ServiceAutoConfiguration().dependencyMeters(Map.of("redisHealthIndicator", redis), meters)
			.afterSingletonsInstantiated();
		Gauge down = meters.get("dependency.down").tag("dependency", "redis").gauge();
		assertThat(down.value()).isZero();
		redis.down("away");
		assertThat(down.value()).isOne();
	}

	@Configuration(proxyBeanMethods = false)
	static class Connection {

		@Bean
		KafkaConnectionDetails connection() {
			return () -> List.of("one:32768", "two:32769");
		}

		@Bean
		DependencyHealth health(KafkaConnectionDetails connection) {
			return new ServiceAutoConfiguration().kafkaHealthIndicator(connection);
		}

	}

}
