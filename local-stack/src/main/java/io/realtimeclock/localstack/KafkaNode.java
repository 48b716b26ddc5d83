package io.realtimeclock.localstack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka cluster of one node, broker and controller at once, before it starts.
 *
 * @param folder an empty folder for settings and data
 * @param port where the broker is to listen on the loopback interface
 */
public record KafkaNode(Path folder, int port) {

	/**
	 * Write the settings and format the storage.
	 * @return the file of settings, as {@code kafka.Kafka} takes it
	 * @throws IOException if the folder can't be written to
	 */
	public Path prepare() throws IOException {
		Path file = this.folder.resolve("server.properties");
		try (OutputStream out = Files.newOutputStream(file)) {
			settings(Port.drawBut(this.port)).store(out, null);
		}
		format(file);
		return file;
	}

	private Properties settings(Port controller) {
		Properties settings = new Properties();
		settings.setProperty("process.roles", "broker,controller");
		settings.setProperty("node.id", "1");
		settings.setProperty("controller.quorum.voters", "1@localhost:" + controller.number());
		settings.setProperty("controller.listener.names", "CONTROLLER");
		settings.setProperty("listeners",
				"PLAINTEXT://localhost:%d,CONTROLLER://localhost:%d".formatted(this.port, controller.number()));
		settings.setProperty("log.dirs", this.folder.resolve("data").toString());
		settings.setProperty("offsets.topic.num.partitions", "1");
		settings.setProperty("offsets.topic.replication.factor", "1");
		settings.setProperty("transaction.state.log.replication.factor", "1");
		settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
		settings.setProperty("auto.create.topics.enable", "false");
		return settings;
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

}
