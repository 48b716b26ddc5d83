package io.realtimeclock.systemtests.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.systemtests.Pause;
import io.realtimeclock.testsupport.Signal;
import io.realtimeclock.tick.TickNames;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

/**
 * Three brokers, one of which fails.
 */
@FaultRows
class ClusterFaultsIT {

	@SuppressWarnings("NullAway.Init")
	private static Cluster cluster;

	@BeforeAll
	static void start() throws IOException {
		cluster = Cluster.start("three", 3, (part) -> Map.of());
	}

	@AfterAll
	static void stop() throws IOException {
		cluster.close();
	}

	@Test
	void theLeaderKilledThreeTimes() throws Exception {
		try (Watch watch = cluster.watch()) {
			for (int kill = 0; kill < 3; kill++) {
				ClusterNode leader = leader();
				leader.send(Signal.KILL);
				Pause.of(Duration.ofSeconds(5));
				leader.start();
				leader.awaitNodes(3);
				awaitInSync();
			}
			watch.awaitTicks();
			Row.of("one broker of three killed, the leader, three times")
				.within(Duration.ofSeconds(3), "longest time without a tick", watch.longest(Recording::longestGap))
				.atMost(0, "backward", watch.most(Recording::backward))
				.atMost(0, "sockets closed", watch.closes().size())
				.end();
		}
	}

	@Test
	void restartedOneAfterTheOther() throws Exception {
		try (Watch watch = cluster.watch()) {
			for (ClusterNode broker : cluster.brokers()) {
				broker.stop();
				broker.start();
				broker.awaitNodes(3);
				awaitInSync();
			}
			watch.awaitTicks();
			Row.of("a rolling restart of three brokers")
				.within(Duration.ofSeconds(3), "longest time without a tick", watch.longest(Recording::longestGap))
				.atMost(0, "backward", watch.most(Recording::backward))
				.atMost(0, "sockets closed", watch.closes().size())
				.end();
		}
	}

	private static ClusterNode leader() throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.addresses()))) {
			int id = admin.describeTopics(List.of(TickNames.TOPIC))
				.allTopicNames()
				.get(10, TimeUnit.SECONDS)
				.values()
				.iterator()
				.next()
				.partitions()
				.get(0)
				.leader()
				.id();
			return cluster.brokers().stream().filter((node) -> node.number() == id).findFirst().orElseThrow();
		}
	}

	private static void awaitInSync() {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.addresses()))) {
			await("three replicas in sync").atMost(Duration.ofSeconds(60))
				.pollInterval(Duration.ofMillis(100))
				.ignoreExceptions()
				.until(() -> admin.describeTopics(List.of(TickNames.TOPIC, "__consumer_offsets"))
					.allTopicNames()
					.get(10, TimeUnit.SECONDS)
					.values()
					.stream()
					.allMatch((topic) -> topic.partitions().stream().allMatch((it) -> it.isr().size() == 3)));
		}
	}

}
