package io.realtimeclock.benchmark.peer.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.realtimeclock.benchmark.process.Java;
import io.realtimeclock.benchmark.process.Network;
import io.realtimeclock.benchmark.process.Parts;
import io.realtimeclock.benchmark.process.Program;
import io.realtimeclock.localstack.KafkaNode;
import org.apache.kafka.clients.admin.Admin;

/** Kafka in a process of its own. */
final class Broker {

	private static final int START_TRIES = 30;

	private Broker() {
	}

	/** Start it and wait until clients are served, which is later than it listens. */
	static void start(Parts parts, int port) throws IOException {
		Path settings = new KafkaNode(parts.folder(), port).prepare();
		Program broker = parts.add(Java.main("kafka", JvmFlags.BACKEND, "kafka.Kafka", settings.toString()));
		Network.awaitListening(port, broker);
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", "localhost:" + port))) {
			for (int i = 0; i < START_TRIES; i++) {
				try {
					admin.describeCluster().nodes().get(5, TimeUnit.SECONDS);
					return;
				}
				catch (ExecutionException | TimeoutException ex) {
					broker.requireAlive();
				}
			}
			throw new IOException("The broker does not answer");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

}
