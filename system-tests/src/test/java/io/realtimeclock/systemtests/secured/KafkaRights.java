package io.realtimeclock.systemtests.secured;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import org.apache.kafka.tools.AclCommand;

/**
 * The rights of the services on Kafka: the commands of docs/security.md.
 */
final class KafkaRights {

	private static final Path DOCUMENT = Path.of("..", "docs", "security.md");

	private static final String PROGRAM = "kafka-acls.sh ";

	private KafkaRights() {
	}

	/**
	 * Run the commands.
	 * @param administrator the settings of a client with all rights
	 */
	static void grant(Path folder, String address, Map<String, Object> administrator) throws IOException {
		Path file = folder.resolve("admin.properties");
		Properties settings = new Properties();
		administrator.forEach((name, value) -> settings.setProperty(name, value.toString()));
		try (var out = Files.newBufferedWriter(file)) {
			settings.store(out, null);
		}
		for (String command : commands()) {
			AclCommand.main(command.replace("kafka.example.org:9093", address)
				.replace("admin.properties", file.toString())
				.split(" "));
		}
	}

	private static List<String> commands() throws IOException {
		try (Stream<String> lines = Files.lines(DOCUMENT)) {
			return lines.filter((line) -> line.startsWith(PROGRAM))
				.map((line) -> line.substring(PROGRAM.length()))
				.toList();
		}
	}

}
