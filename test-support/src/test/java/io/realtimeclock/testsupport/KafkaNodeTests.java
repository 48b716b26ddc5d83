package io.realtimeclock.testsupport;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;

import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaNodeTests {

	@Test
	void writesSettingsAndStorageIntoItsFolder(@TempDir Path folder) throws IOException {
		Path settings = new KafkaNode(folder, 9092).prepare();
		Properties properties = Utils.loadProps(settings.toString());
		assertThat(properties.getProperty("listeners")).startsWith("PLAINTEXT://localhost:9092,CONTROLLER://");
		assertThat(properties.getProperty("controller.quorum.voters")).isNotEqualTo("1@localhost:9092");
		assertThat(folder.resolve("data").resolve("meta.properties")).exists();
	}

}
