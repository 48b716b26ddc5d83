package io.realtimeclock.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.testsupport.JavaProcess;
import io.realtimeclock.testsupport.KafkaNode;
import org.apache.kafka.clients.admin.Admin;

import org.springframework.util.FileSystemUtils;

import static org.awaitility.Awaitility.await;

/**
 * A Kafka broker in a JVM of its own.
 */
public final class BrokerProcess implements AutoCloseable {

	private static final Duration START_LIMIT = Duration.ofSeconds(60);

	private final Path folder;

	private final JavaProcess process;

	private BrokerProcess(Path folder, JavaProcess process) {
		this.folder = folder;
		this.process = process;
	}

	/**
	 * Start a broker and wait until it serves clients, some time after it listens.
	 */
	public static BrokerProcess start(int port) throws IOException {
		Path folder = Files.createTempDirectory("system-tests-kafka-");
		Path settings = new KafkaNode(folder, port).prepare();
		JavaProcess process = JavaProcess.program("broker-" + port, "kafka.Kafka", settings.toString());
		BrokerProcess broker = new BrokerProcess(folder, process);
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", "localhost:" + port))) {
			await("the broker answers").atMost(START_LIMIT)
				.pollInterval(Duration.ofMillis(50))
				// No answer yet
				.ignoreExceptions()
				.failFast("the broker has ended, see its log", () -> !process.isAlive())
				.until(() -> admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).size() == 1);
			return broker;
		}
		catch (RuntimeException ex) {
			broker.close();
			throw ex;
		}
	}

	@Override
	public void close() throws IOException {
		this.process.close();
		FileSystemUtils.deleteRecursively(this.folder);
	}

}
