package io.realtimeclock.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import io.realtimeclock.testsupport.JavaProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A gateway that starts with a feed of ten million records in a topic that is not
 * compacted.
 */
@Tag("long")
@Tag("alone")
class FeedVolumeIT {

	private static final int RECORDS = Integer.getInteger("feeds.records", 10_000_000);

	private static final int KEYS = 10_000;

	@Test
	@SuppressWarnings("SystemOut") // figures to look at
	void isReadyOnceAllIsReadAndTicksGoOnMeanwhile() throws Exception {
		try (OwnSystem system = new OwnSystem("volume").withUser()
			.with(Map.of("GATEWAY_FEEDS_PRICES_TOPIC", "prices", "JDK_JAVA_OPTIONS",
					"-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx128m -Xss256k"))) {
			publish(system.addresses().kafka());
			system.startTicker();
			long begin = System.nanoTime();
			ServiceProcess gateway = system.beginGateway();
			Path log = JavaProcess.LOGS.resolve("gateway-volume.log");
			gateway.awaitStatus("/livez", 200);
			assertThat(gateway.status("/readyz")).isEqualTo(503);
			try (RecordingClient clock = RecordingClient.connect(gateway)) {
				int ticks = clock.texts().size();
				await("the end of the feed").atMost(Duration.ofMinutes(5))
					.pollInterval(Duration.ofMillis(100))
					.until(() -> gateway.status("/readyz") == 200);
				double seconds = (System.nanoTime() - begin) / 1e9;
				System.out.printf("%d records: ready after %.1f s, %d ticks meanwhile, %s%n", RECORDS, seconds,
						clock.texts().size() - ticks, memory(gateway));
				assertThat(clock.live())
					.allSatisfy((frame) -> assertThat(frame.age()).isLessThan(Duration.ofMillis(1500)));
			}
			assertThat(Files.readString(log)).contains("Reading the feed 'prices' from its beginning: ",
					"The feed 'prices' is read: 10000 keys");
			String last = Session.logIn(gateway).get(gateway, "/api/feeds/prices?key=k" + (KEYS - 1)).body();
			assertThat(last).contains("\"value\":{\"n\":" + (RECORDS - 1) + "},");
		}
	}

	private static void publish(String broker) throws InterruptedException, ExecutionException {
		try (FeedProducer producer = FeedProducer.create(broker, "prices", "delete",
				Map.of("batch.size", 262_144, "linger.ms", 20, "acks", "1", "enable.idempotence", false))) {
			for (int i = 0; i < RECORDS; i++) {
				producer.put("k" + i % KEYS, "{\"n\":" + i + "}");
			}
		}
	}

	private static String memory(ServiceProcess gateway) throws IOException {
		return Files.readAllLines(Path.of("/proc/" + gateway.pid() + "/status"))
			.stream()
			.filter((line) -> line.startsWith("VmHWM"))
			.findFirst()
			.orElse("");
	}

}
