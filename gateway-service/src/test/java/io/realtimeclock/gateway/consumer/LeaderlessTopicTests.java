package io.realtimeclock.gateway.consumer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.gateway.OtherGateway;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.KafkaServer;
import io.realtimeclock.tick.TickNames;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One of a cluster's two brokers, which has the only replica of a feed's topic, is down.
 */
@ExtendWith(OutputCaptureExtension.class)
class LeaderlessTopicTests {

	private static final String VOTERS = "controller.quorum.voters";

	private final int controller = FreePorts.next();

	private final String voters = "1@localhost:" + this.controller;

	@Test
	void aGatewayThatWaitsForAPartitionWithoutALeaderLogsWhichOne(CapturedOutput output) throws Exception {
		try (KafkaServer first = first();
				Admin admin = Admin.create(Map.of("bootstrap.servers", first.address()));
				KafkaServer second = second(admin)) {
			NewTopic onSecond = new NewTopic("quotes", Map.of(0, List.of(2)));
			NewTopic clock = new NewTopic(TickNames.TOPIC, Map.of(0, List.of(1)));
			await().atMost(Duration.ofSeconds(20)).until(() -> admin.describeCluster().nodes().get().size() == 2);
			admin.createTopics(List.of(clock, onSecond)).all().get(20, TimeUnit.SECONDS);
			second.stop();
			try (OtherGateway gateway = OtherGateway.start("gateway.replica=leaderless",
					"gateway.feeds.quotes.topic=quotes", "spring.kafka.bootstrap-servers=" + first.address());
					KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
							Map.of("bootstrap.servers", first.address()), new ByteArraySerializer(),
							new ByteArraySerializer())) {
				await().atMost(Duration.ofSeconds(10))
					.untilAsserted(() -> assertThat(output).contains(
							"The feeds' topic 'quotes' can't be checked, trying again: partition 0 has no leader"));
				assertThat(gateway.readiness()).isEqualTo(503);
				second.restart();
				await().atMost(Duration.ofSeconds(20)).until(() -> {
					producer.send(new ProducerRecord<>(TickNames.TOPIC, Source.CODEC.encode(Source.nextTick()))).get();
					return gateway.readiness() == 200;
				});
			}
		}
	}

	private KafkaServer first() {
		int port = FreePorts.next();
		return KafkaServer.start(port, Map.of(VOTERS, this.voters, "listeners",
				"PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + this.controller));
	}

	private KafkaServer second(Admin admin) throws Exception {
		int port = FreePorts.next();
		return KafkaServer.start(port,
				Map.of("node.id", "2", "process.roles", "broker", VOTERS, this.voters, "listeners",
						"PLAINTEXT://localhost:" + port),
				"--cluster-id", admin.describeCluster().clusterId().get(20, TimeUnit.SECONDS));
	}

}
