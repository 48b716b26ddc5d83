package io.realtimeclock.localstack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

import org.springframework.util.FileSystemUtils;

/**
 * A Kafka cluster of one node, broker and controller at once, with its data in a folder
 * that goes when it stops.
 */
public final class KafkaBroker implements AutoCloseable {

	private final Path folder;

	private final KafkaRaftServer server;

	private KafkaBroker(Path folder, KafkaRaftServer server) {
		this.folder = folder;
		this.server = server;
	}

	static KafkaBroker start(int port) throws IOException {
		Path folder = Files.createTempDirectory("local-stack-kafka-");
		Path settings = prepare(folder, port);
		Properties properties = new Properties();
		try (var reader = Files.newBufferedReader(settings)) {
			properties.load(reader);
		}
		KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
		server.startup();
		return new KafkaBroker(folder, server);
	}

	/**
	 * Write the settings of a node and format its storage.
	 * @param folder an empty folder for settings and data
	 * @param port where the broker is to listen on the loopback interface
	 * @return the file of settings, as {@code kafka.Kafka} takes it
	 * @throws IOException if the folder can't be written to
	 */
	public static Path prepare(Path folder, int port) throws IOException {
		Properties settings = new Properties();
		int controllerPort = freePortBut(port);
		settings.setProperty("process.roles", "broker,controller");
		settings.setProperty("node.id", "1");
		settings.setProperty("controller.quorum.voters", "1@localhost:" + controllerPort);
		settings.setProperty("controller.listener.names", "CONTROLLER");
		settings.setProperty("listeners",
				"PLAINTEXT://localhost:%d,CONTROLLER://localhost:%d".formatted(port, controllerPort));
		settings.setProperty("log.dirs", folder.resolve("data").toString());
		settings.setProperty("offsets.topic.num.partitions", "1");
		settings.setProperty("offsets.topic.replication.factor", "1");
		settings.setProperty("transaction.state.log.replication.factor", "1");
		settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
		settings.setProperty("auto.create.topics.enable", "false");
		Path file = folder.resolve("server.properties");
		try (OutputStream out = Files.newOutputStream(file)) {
			settings.store(out, null);
		}
		format(file);
		return file;
	}

	private static void format(Path settings) {
		ByteArrayOutputStream words = new ByteArrayOutputStream();
		int status = StorageTool.execute(new String[] { "format", "--cluster-id", Uuid.randomUuid().toString(),
				"--config", settings.toString() }, new PrintStream(words, true, StandardCharsets.UTF_8));
		if (status != 0) {
			throw new IllegalStateException(
					"Kafka's storage could not be formatted: " + words.toString(StandardCharsets.UTF_8));
		}
	}

	/** The broker does not listen yet, so its own port can be drawn. */
	private static int freePortBut(int taken) throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return (socket.getLocalPort() != taken) ? socket.getLocalPort() : freePortBut(taken);
		}
	}

	@Override
	public void close() throws IOException {
		this.server.shutdown();
		this.server.awaitShutdown();
		FileSystemUtils.deleteRecursively(this.folder);
	}

}
