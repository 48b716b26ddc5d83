package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.realtimeclock.benchmark.process.Closer;
import io.realtimeclock.benchmark.process.Program;
import io.realtimeclock.benchmark.process.Wait;
import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.KafkaNode;
import io.realtimeclock.testsupport.RedisServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/**
 * The backend of gateways: Kafka, Redis and a ticker, each in its own process.
 *
 * @param kafkaPort the broker's port
 * @param redisPort the Redis server's port
 */
record Backend(int kafkaPort, int redisPort) {

	private static final Path TICKER_JAR = Path.of("..", "ticker-service", "target", "ticker-service.jar");

	/** Small heaps, because the backend shares the machine with the measured server. */
	private static final Map<String, String> JVM_FLAGS = Map.of("JDK_JAVA_OPTIONS",
			"-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=0.05 -Xmx256m -Xss256k");

	/**
	 * Kafka's default of 128 MB leaves so little of that heap that the broker stops for a
	 * full collection of 60 to 90 ms every few seconds.
	 */
	private static final Map<String, String> BROKER_SETTINGS = Map.of("log.cleaner.dedupe.buffer.size", "4194304");

	private static final int BROKER_ATTEMPTS = 30;

	static Backend start(Closer closer) throws IOException {
		Backend backend = new Backend(FreePorts.next(), FreePorts.next());
		closer.add(RedisServer.start(backend.redisPort()));
		startBroker(closer, backend.kafkaPort());
		int port = FreePorts.next();
		Map<String, String> environment = backend.environment(port);
		environment.putAll(JVM_FLAGS);
		Program ticker = closer.add(Program.jar("ticker", TICKER_JAR, environment));
		Wait.untilOk(port, "/readyz", ticker);
		return backend;
	}

	/** Start the broker and wait until it serves clients. */
	private static void startBroker(Closer closer, int port) throws IOException {
		Path settings = new KafkaNode(closer.folder(), port).prepare(Uuid.randomUuid(), BROKER_SETTINGS);
		Program broker = closer.add(Program.main("kafka", JVM_FLAGS, "kafka.Kafka", settings.toString()));
		Wait.untilListening(port, broker);
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", "localhost:" + port))) {
			for (int i = 0; i < BROKER_ATTEMPTS; i++) {
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

	/** Return the environment variables of a service on the given port. */
	Map<String, String> environment(int port) {
		Map<String, String> environment = new HashMap<>();
		environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", "localhost:" + this.kafkaPort);
		environment.put("SPRING_DATA_REDIS_HOST", "localhost");
		environment.put("SPRING_DATA_REDIS_PORT", Integer.toString(this.redisPort));
		environment.put("SERVER_PORT", Integer.toString(port));
		environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(FreePorts.next()));
		return environment;
	}

}
