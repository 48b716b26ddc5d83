package io.realtimeclock.ticker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import io.realtimeclock.tick.TickNames;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;

import org.springframework.util.FileSystemUtils;

/**
 * A real Kafka node in this process, on a port known before it starts, which can go and
 * come back with its data. Topics are not created by the mere question for them.
 */
public final class TestBroker implements AutoCloseable {

	private final Path folder;

	private final int port;

	private final Properties settings;

	private KafkaRaftServer node;

	private TestBroker(Path folder, int port, Properties settings) {
		this.folder = folder;
		this.port = port;
		this.settings = settings;
		this.node = startNode(settings);
	}

	/**
	 * Start a broker.
	 * @param port where it is to listen
	 * @return the running broker
	 * @throws IOException if its folder can't be written to
	 */
	public static TestBroker start(int port) throws IOException {
		return start(port, Map.of());
	}

	/**
	 * Start a broker with some settings of its own.
	 * @param port where it is to listen
	 * @param more the settings
	 * @return the running broker
	 * @throws IOException if its folder can't be written to
	 */
	public static TestBroker start(int port, Map<String, String> more) throws IOException {
		Path folder = Files.createTempDirectory("test-broker-");
		int controllerPort = port;
		while (controllerPort == port) {
			controllerPort = TestRedis.freePort();
		}
		Properties settings = new Properties();
		settings.setProperty("process.roles", "broker,controller");
		settings.setProperty("node.id", "1");
		settings.setProperty("controller.quorum.voters", "1@localhost:" + controllerPort);
		settings.setProperty("controller.listener.names", "CONTROLLER");
		settings.setProperty("listeners",
				"PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort);
		settings.setProperty("log.dirs", folder.resolve("data").toString());
		settings.setProperty("offsets.topic.replication.factor", "1");
		settings.setProperty("auto.create.topics.enable", "false");
		settings.putAll(more);
		Path file = folder.resolve("server.properties");
		try (OutputStream out = Files.newOutputStream(file)) {
			settings.store(out, null);
		}
		format(file);
		return new TestBroker(folder, port, settings);
	}

	private static void format(Path settings) {
		ByteArrayOutputStream words = new ByteArrayOutputStream();
		int status = StorageTool.execute(new String[] { "format", "--cluster-id", Uuid.randomUuid().toString(),
				"--config", settings.toString() }, new PrintStream(words, true, StandardCharsets.UTF_8));
		if (status != 0) {
			throw new IllegalStateException(words.toString(StandardCharsets.UTF_8));
		}
	}

	private static KafkaRaftServer startNode(Properties settings) {
		KafkaRaftServer node = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
		node.startup();
		return node;
	}

	/**
	 * Return the broker's address.
	 * @return host and port
	 */
	public String address() {
		return "localhost:" + this.port;
	}

	/**
	 * Stop the broker but keep its data.
	 */
	public void stop() {
		this.node.shutdown();
		this.node.awaitShutdown();
	}

	/**
	 * Start the stopped broker on the same port and the same data.
	 */
	public void restart() {
		this.node = startNode(this.settings);
	}

	/**
	 * Open a consumer of the ticks, from the oldest on.
	 * @return the consumer
	 */
	public KafkaConsumer<String, String> consumer() {
		KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
				Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, address()), new StringDeserializer(),
				new StringDeserializer());
		Set<TopicPartition> partitions = Set.of(new TopicPartition(TickNames.TOPIC, 0));
		consumer.assign(partitions);
		consumer.seekToBeginning(partitions);
		return consumer;
	}

	@Override
	public void close() throws IOException {
		stop();
		FileSystemUtils.deleteRecursively(this.folder);
	}

}
