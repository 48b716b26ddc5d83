package io.realtimeclock.ticker.publish;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.health.Supervisor;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.KafkaServer;
import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickNames;
import io.realtimeclock.ticker.TickerProperties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * The parts of the ticker that publish, with the service's own settings. Each test starts
 * the broker.
 */
abstract class RunningPublisher {

	final Grid grid = new Grid(Duration.ofMillis(500));

	int port;

	@SuppressWarnings("NullAway.Init")
	ConfigurableApplicationContext context;

	@BeforeEach
	void startParts() throws IOException {
		this.port = FreePorts.next();
		this.context = new SpringApplicationBuilder(Parts.class).web(WebApplicationType.NONE)
			.properties("spring.config.name=ticker-service")
			.run("--spring.kafka.bootstrap-servers=localhost:" + this.port, "--ticker.topic.retention=123s");
	}

	@AfterEach
	void stopParts() {
		this.context.close();
	}

	/**
	 * Wait until the start is over, which creates the topic if the broker is there.
	 */
	void awaitCheckOfTheStart() {
		Awaitility.await()
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((thread) -> thread.getName().equals("topic")));
	}

	void check() {
		this.context.getBean(TimeTopic.class).check();
	}

	/**
	 * A busy machine's first record may expire.
	 */
	void publishUntilSent(Tick tick) {
		double before = count("sent");
		Awaitility.await()
			.atMost(Duration.ofSeconds(15))
			.pollInterval(Duration.ofMillis(1200))
			.pollDelay(Duration.ZERO)
			.until(() -> {
				if (count("sent") == before) {
					publish(tick);
				}
				Awaitility.await()
					.atMost(Duration.ofSeconds(3))
					.until(() -> count("sent") > before || !health().isUp());
				return count("sent") > before;
			});
	}

	void publish(Tick tick) {
		this.context.getBean(TickPublisher.class).publish(tick);
	}

	void createTopic() {
		KafkaAdmin admin = this.context.getBean(KafkaAdmin.class);
		Awaitility.await().atMost(Duration.ofSeconds(15)).pollDelay(Duration.ZERO).ignoreExceptions().until(() -> {
			this.context.getBean(TimeTopic.class).check();
			return admin.describeTopics(TickNames.TOPIC).containsKey(TickNames.TOPIC);
		});
	}

	DependencyHealth health() {
		return this.context.getBean(DependencyHealth.class);
	}

	String fault() {
		return String.valueOf(health().health().getDetails().get("fault"));
	}

	double count(String outcome) {
		return this.context.getBean(MeterRegistry.class).timer("ticker.publishes", "outcome", outcome).count();
	}

	Tick now() {
		return this.grid.at(Instant.now());
	}

	static Admin admin(KafkaServer broker) {
		return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address()));
	}

	@TestConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration(KafkaAutoConfiguration.class)
	@EnableConfigurationProperties({ ClockProperties.class, TickerProperties.class })
	@Import({ Supervisor.class, PublishConfiguration.class, TimeTopic.class, TickPublisher.class,
			Acknowledgements.class })
	static class Parts {

		@Bean
		DependencyHealth kafkaHealthIndicator() {
			return new DependencyHealth("Kafka");
		}

		@Bean
		MeterRegistry meters() {
			return new SimpleMeterRegistry();
		}

	}

}
