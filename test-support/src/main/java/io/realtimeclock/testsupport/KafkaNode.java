package io.realtimeclock.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * The settings and the storage of a Kafka node that is both broker and controller. By
 * default it is a cluster of its own, and does not create topics automatically.
 *
 * @param folder an empty folder for settings and data
 * @param port the broker's port on the loopback interface
 */
public record KafkaNode(Path folder, int port) {

	/**
	 * Write the settings and format the storage.
	 * @return the settings file for {@code kafka.Kafka}
	 * @throws IOException if the folder can't be written to
	 */
	public Path prepare() throws IOException {
		return prepare(Uuid.randomUuid(), Map.of());
	}

	/**
	 * Write the settings and format the storage.
	 * @param cluster its identifier
	 * @param settings replace or complete the default ones
	 * @param options of {@code kafka-storage format}
	 * @return the settings file for {@code kafka.Kafka}
	 * @throws IOException if the folder can't be written to
	 */
	public Path prepare(Uuid cluster, Map<String, String> settings, String... options) throws IOException {
		Path file = this.folder.resolve("server.properties");
		Properties all = defaults();
		all.putAll(settings);
		try (OutputStream out = Files.newOutputStream(file)) {
			all.store(out, null);
		}
		format(file, cluster, options);
		return file;
	}

	private Properties defaults() {
		int controllerPort = FreePorts.next();
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

	private static void format(Path settings, Uuid cluster, String... options) {
		List<String> command = new ArrayList<>(
				List.of("format", "--cluster-id", cluster.toString(), "--config", settings.toString()));
		command.addAll(List.of(options));
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		int status = StorageTool.execute(command.toArray(String[]::new),
				new PrintStream(output, true, StandardCharsets.UTF_8));
		if (status != 0) {
			throw new IllegalStateException(
					"Kafka's storage could not be formatted: " + output.toString(StandardCharsets.UTF_8));
		}
	}

}
