package io.realtimeclock.systemtests.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.systemtests.Pause;
import io.realtimeclock.testsupport.Signal;
import io.realtimeclock.tick.TickNames;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.awaitility.Awaitility.await;

/**
 * The only broker dies, freezes or refuses requests; the topic is deleted.
 */
@FaultRows
@ExtendWith(SharedCluster.class)
class BrokerFaultsIT {

	private static final Duration OUTAGE = Duration.ofSeconds(12);

	/** One line every few seconds per missing dependency. */
	private static final long LOG_LINES = 28;

	@Test
	void killedForTwelveSeconds(Cluster cluster) throws IOException {
		try (Watch watch = cluster.watch()) {
			long logged = cluster.logLines();
			cluster.broker().send(Signal.KILL);
			Pause.of(OUTAGE);
			cluster.broker().start();
			cluster.broker().awaitNodes(1);
			long back = System.nanoTime();
			watch.awaitTicks();
			told("the only broker killed for 12 s", watch, back)
				.atMost(LOG_LINES, "lines logged by all four services", cluster.logLines() - logged)
				.end();
		}
	}

	@Test
	void frozenForTwelveSeconds(Cluster cluster) throws IOException {
		try (Watch watch = cluster.watch()) {
			long logged = cluster.logLines();
			cluster.broker().send(Signal.STOP);
			try {
				Pause.of(OUTAGE);
			}
			finally {
				cluster.broker().send(Signal.CONT);
			}
			long back = System.nanoTime();
			watch.awaitTicks();
			told("the only broker frozen for 12 s", watch, back)
				.atMost(LOG_LINES, "lines logged by all four services", cluster.logLines() - logged)
				.end();
		}
	}

	/**
	 * The observable effects of a broker's outage.
	 */
	static Row told(String fault, Watch watch, long back) {
		return Row.of(fault)
			.atMost(0, "sockets closed", watch.closes().size())
			.within(Duration.ofMillis(2500), "stale notice after", watch.longest(Recording::untilStale))
			.within(Duration.ofSeconds(3), "fresh tick after the broker is back",
					watch.longest((recording) -> recording.firstLiveAfter(back)))
			.within(Duration.ofMillis(1500), "oldest live tick", watch.longest(Recording::oldestLive))
			.atMost(0, "backward", watch.most(Recording::backward));
	}

	/**
	 * As before the feature is switched on in a cluster that was upgraded from Kafka 3.
	 */
	@Test
	void knowsNoGroupsOfTheGatewaysKind(Cluster cluster) throws Exception {
		try (Watch watch = cluster.watch();
				Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.addresses()))) {
			groupVersion(admin, (short) 0, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE);
			long begin = System.nanoTime();
			cluster.gateway(0).awaitStatus("/readyz", 503);
			Duration unready = Duration.ofNanos(System.nanoTime() - begin);
			int alive = cluster.gateway(0).status("/livez");
			groupVersion(admin, (short) 1, FeatureUpdate.UpgradeType.UPGRADE);
			long back = System.nanoTime();
			watch.awaitTicks();
			cluster.awaitReady();
			Row.of("the cluster's group.version set to 0, and back to 1: all consumers die")
				.within(Duration.ofSeconds(15), "a gateway unready", unready)
				.holds("alive meanwhile " + alive, alive == 200)
				.atMost(0, "sockets closed", watch.closes().size())
				.within(Duration.ofSeconds(10), "fresh tick after that",
						watch.longest((recording) -> recording.firstLiveAfter(back)))
				.within(Duration.ofMillis(1500), "oldest live tick", watch.longest(Recording::oldestLive))
				.atMost(0, "backward", watch.most(Recording::backward))
				.end();
		}
	}

	private static void groupVersion(Admin admin, short version, FeatureUpdate.UpgradeType type) throws Exception {
		admin.updateFeatures(Map.of("group.version", new FeatureUpdate(version, type)), new UpdateFeaturesOptions())
			.all()
			.get(10, TimeUnit.SECONDS);
	}

	@Test
	void theTopicDeleted(Cluster cluster) throws Exception {
		try (Watch watch = cluster.watch();
				Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.addresses()))) {
			admin.deleteTopics(List.of(TickNames.TOPIC)).all().get(10, TimeUnit.SECONDS);
			long deleted = System.nanoTime();
			watch.awaitTicks();
			Row.of("the topic deleted under way")
				.within(Duration.ofSeconds(5), "longest time without a tick", watch.longest(Recording::longestGap))
				.within(Duration.ofSeconds(6), "ticks again", Duration.ofNanos(System.nanoTime() - deleted))
				.atMost(0, "backward", watch.most(Recording::backward))
				.end();
		}
	}

	/**
	 * The broker answers everything else.
	 */
	@Test
	void refusingTheRecords(Cluster cluster) throws Exception {
		try (Watch watch = cluster.watch();
				Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.addresses()))) {
			long[] logged = { Files.size(cluster.ticker(0).output()), Files.size(cluster.ticker(1).output()) };
			setMaxMessageBytes(admin, "10");
			long begin = System.nanoTime();
			await("a ticker to log the reason").atMost(Duration.ofSeconds(10))
				.pollInterval(Duration.ofMillis(20))
				.until(() -> logsTheReason(cluster, 0, logged[0]) || logsTheReason(cluster, 1, logged[1]));
			Duration logging = Duration.ofNanos(System.nanoTime() - begin);
			await("a ticker to be unready").atMost(Duration.ofSeconds(10))
				.until(() -> cluster.ticker(0).status("/readyz") == 503 || cluster.ticker(1).status("/readyz") == 503);
			int unready = (cluster.ticker(0).status("/readyz") == 503) ? 0 : 1;
			long ready = 0;
			for (int look = 0; look < 40; look++) {
				Pause.of(Duration.ofMillis(100));
				ready += (cluster.ticker(unready).status("/readyz") == 200) ? 1 : 0;
			}
			setMaxMessageBytes(admin, "1000000");
			long back = System.nanoTime();
			watch.awaitTicks();
			cluster.awaitReady();
			told("the only broker refuses the records (max.message.bytes) for some seconds", watch, back)
				.within(Duration.ofSeconds(2), "logged with its reason", logging)
				.atMost(0, "times that it was ready meanwhile, of 40", ready)
				.end();
		}
	}

	private static boolean logsTheReason(Cluster cluster, int ticker, long from) throws IOException {
		byte[] output = Files.readAllBytes(cluster.ticker(ticker).output());
		String added = new String(output, (int) from, output.length - (int) from, StandardCharsets.UTF_8);
		return added.contains("a tick could not be published: ") && added.contains("RecordTooLargeException");
	}

	private static void setMaxMessageBytes(Admin admin, String bytes) throws Exception {
		ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TickNames.TOPIC);
		admin
			.incrementalAlterConfigs(Map.of(topic,
					List.of(new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET))))
			.all()
			.get(10, TimeUnit.SECONDS);
	}

}
