package io.realtimeclock.localstack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

import org.springframework.util.FileSystemUtils;

/**
 * A Kafka cluster of one node, which is both broker and controller.
 *
 * @param folder an empty folder for settings and data
 * @param port the broker's port on the loopback interface
 */
public record KafkaNode(Path folder, int port) {

	/** Start a node in this JVM. Closing it deletes its data. */
	static AutoCloseable start(int port) throws IOException {
		Path folder = Files.createTempDirectory("local-stack-kafka-");
		Path settings = new KafkaNode(folder, port).prepare();
		KafkaConfig config = new KafkaConfig(Utils.loadProps(settings.toString()), false);
		KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
		server.startup();
		return () -> {
			server.shutdown();
			server.awaitShutdown();
			FileSystemUtils.deleteRecursively(folder);
		};
	}

	/**
	 * Write the settings and format the storage.
	 * @return the settings file for {@code kafka.Kafka}
	 * @throws IOException if the folder can't be written to
	 */
	public Path prepare() throws IOException {
		Path file = this.folder.resolve("server.properties");
		try (OutputStream out = Files.newOutputStream(file)) {
			settings(Ports.findFreeExcept(this.port)).store(out, null);
		}
		format(file);
		return file;
	}

	private Properties settings(int controllerPort) {
		Properties settings = new Properties();
		settings.setProperty("process.roles", "broker,controller");
		settings.setProperty("node.id", "1");
		settings.setProperty("controller.quorum.voters", "1@localhost:" + controllerPort);
		settings.setProperty("controller.listener.names", "CONTROLLER");
		settings.setProperty("listeners",
				"PLAINTEXT://localhost:" + this.port + ",CONTROLLER://localhost:" + controllerPort);
		settings.setProperty("log.dirs", this.folder.resolve("data").toString());
		settings.setProperty("offsets.topic.num.partitions", "1");
		settings.setProperty("offsets.topic.replication.factor", "1");
		settings.setProperty("transaction.state.log.replication.factor", "1");
		settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
		settings.setProperty("auto.create.topics.enable", "false");
		return settings;
	}

	private static void format(Path settings) {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		int status = StorageTool.execute(new String[] { "format", "--cluster-id", Uuid.randomUuid().toString(),
				"--config", settings.toString() }, new PrintStream(output, true, StandardCharsets.UTF_8));
		if (status != 0) {
			throw new IllegalStateException(
					"Kafka's storage could not be formatted: " + output.toString(StandardCharsets.UTF_8));
		}
	}

}
