package io.realtimeclock.systemtests.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.JavaProcess;
import io.realtimeclock.testsupport.KafkaNode;
import io.realtimeclock.testsupport.Signal;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

import static org.awaitility.Awaitility.await;

/**
 * A node of a Kafka cluster in a JVM of its own, which can die and come back with its
 * data.
 */
final class ClusterNode implements AutoCloseable {

	private final int number;

	private final int port;

	private final Path folder;

	private final Path settings;

	private @Nullable JavaProcess process;

	private ClusterNode(int number, int port, Path folder, Path settings) {
		this.number = number;
		this.port = port;
		this.folder = folder;
		this.settings = settings;
	}

	/**
	 * Start a cluster and wait until it serves clients.
	 */
	static List<ClusterNode> cluster(int size) throws IOException {
		List<Path> folders = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			folders.add(Files.createTempDirectory("system-tests-node-"));
		}
		return cluster(folders);
	}

	/**
	 * Start a cluster with a node in each of the folders and wait until it serves
	 * clients.
	 */
	static List<ClusterNode> cluster(List<Path> folders) throws IOException {
		int size = folders.size();
		Uuid id = Uuid.randomUuid();
		List<Integer> ports = IntStream.range(0, 2 * size).mapToObj((i) -> FreePorts.next()).toList();
		String voters = IntStream.range(0, size)
			.mapToObj((i) -> (i + 1) + "@localhost:" + ports.get(size + i))
			.collect(Collectors.joining(","));
		List<ClusterNode> nodes = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			Path folder = folders.get(i);
			Path file = new KafkaNode(folder, ports.get(i)).prepare(id,
					settings(i + 1, ports.get(i), ports.get(size + i), voters, Math.min(size, 3)));
			nodes.add(new ClusterNode(i + 1, ports.get(i), folder, file));
		}
		nodes.forEach(ClusterNode::start);
		nodes.forEach((node) -> node.awaitNodes(size));
		return nodes;
	}

	/**
	 * Short timeouts replace a dead leader quickly, but cause needless elections when a
	 * node pauses for a second.
	 */
	private static Map<String, String> settings(int number, int port, int controllerPort, String voters, int replicas) {
		String factor = Integer.toString(replicas);
		Map<String, String> settings = new HashMap<>(
				Map.of("node.id", Integer.toString(number), "controller.quorum.voters", voters, "listeners",
						"PLAINTEXT://localhost:%d,CONTROLLER://localhost:%d".formatted(port, controllerPort)));
		settings.putAll(Map.of("offsets.topic.replication.factor", factor, "transaction.state.log.replication.factor",
				factor, "share.coordinator.state.topic.replication.factor", factor, "min.insync.replicas",
				Integer.toString(Math.max(1, replicas - 1))));
		settings.putAll(Map.of("broker.heartbeat.interval.ms", "200", "broker.session.timeout.ms", "1000",
				"controller.quorum.fetch.timeout.ms", "600", "controller.quorum.election.timeout.ms", "300",
				"offsets.retention.check.interval.ms", "5000"));
		return settings;
	}

	void start() {
		this.process = JavaProcess.program("node-" + this.port, "kafka.Kafka", this.settings.toString());
	}

	/**
	 * Wait until this node knows so many brokers.
	 */
	void awaitNodes(int size) {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
			await("node " + this.number + " answers").atMost(Duration.ofSeconds(60))
				.pollInterval(Duration.ofMillis(50))
				.ignoreExceptions()
				.until(() -> admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).size() == size);
		}
	}

	void send(Signal signal) {
		if (this.process == null) {
			throw new IllegalStateException("Node " + this.number + " does not run");
		}
		signal.to(this.process.pid());
	}

	/**
	 * Stop gracefully and wait for the end.
	 */
	void stop() {
		if (this.process != null) {
			this.process.close();
		}
	}

	boolean isAlive() {
		return this.process != null && this.process.isAlive();
	}

	int number() {
		return this.number;
	}

	String address() {
		return "localhost:" + this.port;
	}

	@Override
	public void close() throws IOException {
		if (this.process != null) {
			this.process.killNow();
		}
		FileSystemUtils.deleteRecursively(this.folder);
	}

}
