package io.realtimeclock.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

import org.springframework.util.FileSystemUtils;

/** A running Kafka node, with its data in a folder that goes when it stops. */
record KafkaBroker(Path folder, KafkaRaftServer server) implements AutoCloseable {

	static KafkaBroker start(int port) throws IOException {
		Path folder = Files.createTempDirectory("local-stack-kafka-");
		Path settings = new KafkaNode(folder, port).prepare();
		KafkaConfig config = new KafkaConfig(Utils.loadProps(settings.toString()), false);
		KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
		server.startup();
		return new KafkaBroker(folder, server);
	}

	@Override
	public void close() throws IOException {
		this.server.shutdown();
		this.server.awaitShutdown();
		FileSystemUtils.deleteRecursively(this.folder);
	}

}
