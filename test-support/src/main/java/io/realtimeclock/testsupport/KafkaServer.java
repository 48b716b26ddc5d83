package io.realtimeclock.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

import org.springframework.util.FileSystemUtils;

/**
 * A real Kafka node in this JVM, on a port known before it starts. It can stop and start
 * again with its data.
 */
public final class KafkaServer implements AutoCloseable {

	private final KafkaNode node;

	private final Properties settings;

	private KafkaRaftServer server;

	private KafkaServer(KafkaNode node, Properties settings) {
		this.node = node;
		this.settings = settings;
		this.server = startServer(settings);
	}

	/**
	 * Start a node on a free port.
	 */
	public static KafkaServer start() {
		return start(FreePorts.next());
	}

	/**
	 * Start a node on the given port of the loopback interface.
	 */
	public static KafkaServer start(int port) {
		return start(port, Map.of());
	}

	/**
	 * Start a node on the given port of the loopback interface.
	 * @param settings replace or complete the default ones
	 * @param options of {@code kafka-storage format}
	 */
	public static KafkaServer start(int port, Map<String, String> settings, String... options) {
		try {
			KafkaNode node = new KafkaNode(Files.createTempDirectory("kafka-"), port);
			Path file = node.prepare(Uuid.randomUuid(), settings, options);
			return new KafkaServer(node, Utils.loadProps(file.toString()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static KafkaRaftServer startServer(Properties settings) {
		KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
		server.startup();
		return server;
	}

	/**
	 * Return the bootstrap address.
	 */
	public String address() {
		return "localhost:" + this.node.port();
	}

	/**
	 * Open a consumer of a topic's first partition, from its oldest record on.
	 */
	public KafkaConsumer<String, String> consumer(String topic) {
		KafkaConsumer<String, String> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", address()),
				new StringDeserializer(), new StringDeserializer());
		Set<TopicPartition> partitions = Set.of(new TopicPartition(topic, 0));
		consumer.assign(partitions);
		consumer.seekToBeginning(partitions);
		return consumer;
	}

	/**
	 * Stop the node but keep its data.
	 */
	public void stop() {
		this.server.shutdown();
		this.server.awaitShutdown();
	}

	/**
	 * Start the stopped node again, on the same port and with the same data.
	 */
	public void restart() {
		this.server = startServer(this.settings);
	}

	/**
	 * Stop the node and delete its data.
	 */
	@Override
	public void close() {
		stop();
		FileSystemUtils.deleteRecursively(this.node.folder().toFile());
	}

}
