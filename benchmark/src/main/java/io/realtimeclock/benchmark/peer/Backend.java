package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.realtimeclock.benchmark.process.FreePorts;
import io.realtimeclock.benchmark.process.Java;
import io.realtimeclock.benchmark.process.Network;
import io.realtimeclock.benchmark.process.Parts;
import io.realtimeclock.benchmark.process.Program;
import io.realtimeclock.localstack.KafkaBroker;
import io.realtimeclock.localstack.RedisProcess;
import org.apache.kafka.clients.admin.Admin;

/**
 * What gateways live on: a broker, a Redis and a ticker, each in a process of its own.
 */
record Backend(int kafkaPort, int redisPort) {

	private static final int START_TRIES = 30;

	static Backend start(Parts parts) throws IOException {
		Backend backend = new Backend(FreePorts.next(), FreePorts.next());
		parts.add(RedisProcess.start(backend.redisPort()));
		Path folder = parts.folder();
		Path settings = KafkaBroker.prepare(folder, backend.kafkaPort());
		Program broker = parts.add(Java.main("kafka", JvmFlags.BACKEND, "kafka.Kafka", settings.toString()));
		backend.awaitBroker(broker);
		int port = FreePorts.next();
		Program ticker = parts.add(Java.jar("ticker", Jars.TICKER, backend.environment(port, JvmFlags.BACKEND)));
		Network.awaitOk(port, "/readyz", ticker);
		return backend;
	}

	Map<String, String> environment(int port, Map<String, String> more) {
		Map<String, String> environment = new HashMap<>(more);
		environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", "localhost:" + this.kafkaPort);
		environment.put("SPRING_DATA_REDIS_HOST", "localhost");
		environment.put("SPRING_DATA_REDIS_PORT", Integer.toString(this.redisPort));
		environment.put("SERVER_PORT", Integer.toString(port));
		environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(FreePorts.next()));
		return environment;
	}

	/** Wait until clients are served, which is later than the broker listens. */
	private void awaitBroker(Program broker) throws IOException {
		Network.awaitListening(this.kafkaPort, broker);
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", "localhost:" + this.kafkaPort))) {
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
