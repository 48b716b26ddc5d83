package io.realtimeclock.systemtests;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.RedisServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The system starts in any order.
 */
@Tag("long")
class LateDependenciesIT {

	private final int kafkaPort = FreePorts.next();

	private final int redisPort = FreePorts.next();

	private final Addresses addresses = Addresses.local(this.kafkaPort, this.redisPort);

	@Test
	void becomeReadyAfterKafkaAndThenRedisCome() throws IOException {
		try (ServiceProcess ticker = ClockSystem.ticker("early-ticker-1", this.addresses);
				ServiceProcess gateway = ClockSystem.gateway("early-1", FreePorts.next(), this.addresses)) {
			assertUnready(ticker, gateway);
			try (BrokerProcess broker = BrokerProcess.start(this.kafkaPort)) {
				assertThat(broker).isNotNull();
				assertThat(gateway.status("/readyz")).isEqualTo(503);
				try (RedisServer redis = RedisServer.start(this.redisPort)) {
					assertThat(redis).isNotNull();
					assertReadySoon(ticker, gateway, "Kafka, then Redis");
				}
			}
		}
	}

	@Test
	void becomeReadyAfterRedisAndThenKafkaCome() throws IOException {
		try (ServiceProcess ticker = ClockSystem.ticker("early-ticker-2", this.addresses);
				ServiceProcess gateway = ClockSystem.gateway("early-2", FreePorts.next(), this.addresses)) {
			assertUnready(ticker, gateway);
			try (RedisServer redis = RedisServer.start(this.redisPort)) {
				assertThat(redis).isNotNull();
				assertThat(gateway.status("/readyz")).isEqualTo(503);
				try (BrokerProcess broker = BrokerProcess.start(this.kafkaPort)) {
					assertThat(broker).isNotNull();
					assertReadySoon(ticker, gateway, "Redis, then Kafka");
				}
			}
		}
	}

	private static void assertUnready(ServiceProcess... services) {
		for (ServiceProcess service : services) {
			service.awaitStatus("/livez", 200);
			assertThat(service.status("/readyz")).isEqualTo(503);
		}
	}

	private static void assertReadySoon(ServiceProcess ticker, ServiceProcess gateway, String order) {
		Instant begin = Instant.now();
		ticker.awaitReady();
		gateway.awaitReady();
		Duration time = Duration.between(begin, Instant.now());
		Console.print("%s came late: ready %d ms after the last".formatted(order, time.toMillis()));
		assertThat(time).isLessThan(Duration.ofSeconds(10));
		try (RecordingClient client = RecordingClient.connect(gateway)) {
			client.awaitLive(3, Duration.ofSeconds(5));
		}
	}

}
