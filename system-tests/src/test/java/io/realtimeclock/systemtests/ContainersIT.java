package io.realtimeclock.systemtests;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;

/**
 * The end-to-end scenario on the deployed images.
 */
@Tag("long")
@Tag("alone")
@Requires(Part.DOCKER)
class ContainersIT extends EndToEndScenario {

	private static @Nullable ClockSystem system;

	@BeforeAll
	static void start() {
		KafkaContainer kafka = new KafkaContainer("apache/kafka:" + System.getProperty("kafka.version"));
		GenericContainer<?> redis = new GenericContainer<>("redis:8.0").withExposedPorts(6379);
		Startables.deepStart(kafka, redis).join();
		Addresses addresses = new Addresses(kafka.getBootstrapServers(), redis.getHost(), redis.getFirstMappedPort());
		system = ClockSystem.on("containers", addresses, redis, kafka);
	}

	@AfterAll
	static void stop() {
		if (system != null) {
			system.close();
		}
	}

	@Override
	ClockSystem system() {
		return Objects.requireNonNull(system);
	}

}
