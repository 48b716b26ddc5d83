package io.realtimeclock.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.JavaProcess;
import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The end-to-end tests for any broker and any Redis.
 */
abstract class EndToEndScenario {

	private static final int SLOTS = 20;

	private static final Grid GRID = new Grid(Duration.ofMillis(500));

	private static final TickCodec CODEC = new TickCodec(GRID);

	abstract ClockSystem system();

	@Test
	void everyTickReachesEveryClientOnceAndInTime() throws IOException {
		try (RecordingClient first = RecordingClient.connect(system().first());
				RecordingClient second = RecordingClient.connect(system().second())) {
			long from = GRID.at(Instant.now()).sequence() + 1;
			List<Long> slots = LongStream.range(from, from + SLOTS).boxed().toList();
			first.awaitSequence(from + SLOTS, Duration.ofSeconds(45));
			second.awaitSequence(from + SLOTS, Duration.ofSeconds(10));
			for (RecordingClient client : List.of(first, second)) {
				List<Frame> frames = frames(client, slots);
				assertThat(frames).extracting(Frame::sequence).isEqualTo(slots);
				assertThat(frames).allSatisfy((frame) -> {
					assertThat(frame.instant().toEpochMilli()).isEqualTo(frame.sequence() * 500);
					assertThat(frame.age()).isBetween(Duration.ZERO, Duration.ofSeconds(1));
				});
			}
			assertPublishedOnce(slots);
		}
	}

	/**
	 * Ticks between the given ones, in the order of arrival: missed, duplicate and late
	 * slots become visible.
	 */
	private static List<Frame> frames(RecordingClient client, List<Long> slots) {
		return client.live()
			.stream()
			.filter((frame) -> frame.sequence() >= slots.get(0) && frame.sequence() < slots.get(0) + SLOTS)
			.toList();
	}

	/**
	 * If Redis does not answer in time, a ticker publishes anyway, so a busy machine can
	 * publish a few ticks twice.
	 */
	private void assertPublishedOnce(List<Long> slots) {
		List<Long> published = Topic.sequences(system().addresses(), slots.get(0), slots.get(0) + SLOTS);
		int twice = published.size() - slots.size();
		Console
			.print("Of %d ticks on the topic (%s), %d were published twice".formatted(SLOTS, system().name(), twice));
		assertThat(published.stream().distinct().toList()).isEqualTo(slots);
		assertThat(twice).isLessThanOrEqualTo(SLOTS / 20);
	}

	@Test
	void firstFrameComesAtOnce() {
		Instant begin = Instant.now();
		try (RecordingClient client = RecordingClient.connect(system().first())) {
			await().atMost(Duration.ofSeconds(1)).until(() -> !client.frames().isEmpty());
			assertThat(client.frames().get(0).receivedAt()).isBefore(begin.plusSeconds(1));
			assertThat(client.frames().get(0).age()).isLessThan(Duration.ofSeconds(1));
		}
	}

	@Test
	void consoleConsumerReadsTheTopic() throws IOException, InterruptedException {
		try (JavaProcess consumer = JavaProcess.program("console-consumer-" + system().name(),
				"org.apache.kafka.tools.consumer.ConsoleConsumer", "--bootstrap-server", system().addresses().kafka(),
				"--topic", "time", "--max-messages", "5", "--timeout-ms", "20000")) {
			assertThat(consumer.await(60)).isZero();
			List<Tick> ticks = Files.readAllLines(consumer.output())
				.stream()
				.map((line) -> CODEC.decode(line.getBytes(UTF_8)))
				.toList();
			assertThat(ticks).hasSize(5).isSortedAccordingTo(Comparator.comparing(Tick::sequence));
		}
	}

	@Test
	void redisHoldsTheNewestTick() {
		long before = GRID.at(Instant.now()).sequence();
		Tick stored = CODEC.decode(RedisValue.read(system().addresses(), "time").getBytes(UTF_8));
		long after = GRID.at(Instant.now()).sequence();
		assertThat(stored.sequence()).isBetween(before - 1, after);
	}

	@Test
	void oneLoginServesBothGateways() throws IOException, InterruptedException {
		Session session = Session.logIn(system().first());
		for (ServiceProcess gateway : List.of(system().first(), system().second())) {
			assertThat(session.get(gateway, "/api/initial_state").body()).contains("\"current\"");
			assertThat(session.get(gateway, "/").body()).contains("id=\"display\"");
			try (RecordingClient client = session.connect(gateway)) {
				client.awaitLive(1, Duration.ofSeconds(3));
			}
		}
	}

	@Test
	void gatewayLeavesNoGroupBehindAndIsLiveAtOnceWhenItComesBack() {
		String replica = system().name() + "-3";
		int port = FreePorts.next();
		try (ServiceProcess gateway = system().oneMoreGateway(replica, port)) {
			gateway.awaitReady();
			assertThat(Topic.groupProtocols(system().addresses().kafka())).containsEntry("gateway-" + replica,
					"Consumer");
		}
		assertThat(Topic.groupProtocols(system().addresses().kafka())).doesNotContainKey("gateway-" + replica)
			.containsKey("gateway-" + system().name() + "-1");
		Instant start = Instant.now();
		try (ServiceProcess gateway = system().oneMoreGateway(replica, port)) {
			gateway.awaitReady();
			Instant ready = Instant.now();
			try (RecordingClient client = RecordingClient.connect(gateway)) {
				client.awaitLive(1, Duration.ofSeconds(3));
				assertThat(client.frames()).noneMatch(Frame::stale);
				Frame live = client.live().get(0);
				assertThat(live.age()).isLessThan(Duration.ofSeconds(1));
				Console.print("A restarted gateway (%s): ready after %d ms, live tick %d ms later".formatted(
						system().name(), Duration.between(start, ready).toMillis(),
						Duration.between(ready, live.receivedAt()).toMillis()));
			}
		}
	}

}
