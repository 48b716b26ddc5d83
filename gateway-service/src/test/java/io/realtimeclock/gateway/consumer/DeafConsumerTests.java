package io.realtimeclock.gateway.consumer;

import java.time.Duration;
import java.util.UUID;

import io.realtimeclock.gateway.Broker;
import io.realtimeclock.gateway.OtherGateway;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Kafka answers, and yet a gateway's consumer gets nothing.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeafConsumerTests {

	@Test
	void saysThatTheClusterDoesNotKnowItsKindOfGroupAndReadsOnceItDoes(CapturedOutput output) {
		Broker broker = Broker.startWithClassicGroupsOnly();
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=ahead",
				"spring.kafka.bootstrap-servers=" + broker.address())) {
			await().atMost(Duration.ofSeconds(10))
				.untilAsserted(() -> assertThat(output).contains(
						"Kafka at " + broker.address() + ": it answers, but this gateway's consumer",
						"UnsupportedVersionException", "group.version"));
			assertThat(gateway.readiness()).isEqualTo(503);
			broker.upgradeGroups();
			await().atMost(Duration.ofSeconds(15)).until(() -> isReady(gateway, broker));
			assertThat(output).contains("Kafka at " + broker.address() + " works");
		}
	}

	@Test
	void twoOfTheSameReplicaNameBothReadThoughOneGroupHasOnePartition() {
		String replica = "gateway.replica=" + UUID.randomUUID();
		try (OtherGateway one = OtherGateway.start(replica); OtherGateway two = OtherGateway.start(replica)) {
			await().atMost(Duration.ofSeconds(15)).until(() -> readsTheNextTick(one) && readsTheNextTick(two));
		}
	}

	private static boolean isReady(OtherGateway gateway, Broker broker) {
		broker.publish(Source.CODEC.encode(Source.nextTick()));
		return gateway.readiness() == 200;
	}

	private static boolean readsTheNextTick(OtherGateway gateway) {
		try (WebSocketClient client = WebSocketClient.connect(gateway.port())) {
			return client.hears(Source.tick());
		}
	}

}
