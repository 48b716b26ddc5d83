package io.realtimeclock.systemtests.faults;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

import io.realtimeclock.systemtests.Addresses;
import io.realtimeclock.systemtests.BrokerProcess;
import io.realtimeclock.systemtests.ClockSystem;
import io.realtimeclock.systemtests.Pause;
import io.realtimeclock.systemtests.ServiceProcess;
import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.RedisServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Processes that start in any order, the last one long after the others.
 */
@FaultRows
class StartOrderIT {

	private static final Duration LATE = Duration.ofSeconds(Integer.getInteger("faults.late.seconds", 60));

	private static final List<String> PARTS = List.of("Kafka", "Redis", "ticker", "gateway");

	private final int kafkaPort = FreePorts.next();

	private final int redisPort = FreePorts.next();

	private final int gatewayPort = FreePorts.next();

	private final Addresses addresses = Addresses.local(this.kafkaPort, this.redisPort);

	@ParameterizedTest
	@ValueSource(strings = { "Kafka", "Redis", "ticker", "gateway" })
	void comesLast(String last) throws Exception {
		List<String> order = new ArrayList<>(PARTS);
		order.remove(last);
		Collections.shuffle(order, new Random());
		Deque<AutoCloseable> started = new ArrayDeque<>();
		try {
			for (String part : order) {
				started.push(start(part));
			}
			Pause.of(LATE);
			started.push(start(last));
			long there = System.nanoTime();
			ServiceProcess gateway = started.stream()
				.filter((part) -> part.toString().startsWith("gateway"))
				.map(ServiceProcess.class::cast)
				.findFirst()
				.orElseThrow();
			try (Watch watch = new Watch(List.of(new Watcher(() -> gateway).connect())).awaitTicks()) {
				Row.of("%s %d s after %s".formatted(last, LATE.toSeconds(), String.join(", ", order)))
					.within(Duration.ofSeconds(2), "the first tick after the last part is there",
							watch.longest((recording) -> recording.firstLiveAfter(there)))
					.end();
			}
		}
		finally {
			for (AutoCloseable part : started) {
				part.close();
			}
		}
	}

	/**
	 * Start a process and wait until it listens, whether it works or not.
	 */
	private AutoCloseable start(String part) throws Exception {
		return switch (part) {
			case "Kafka" -> BrokerProcess.start(this.kafkaPort);
			case "Redis" -> RedisServer.start(this.redisPort);
			case "ticker" -> ClockSystem.ticker("ticker", this.addresses).awaitStatus("/livez", 200);
			default -> ClockSystem.gateway("late", this.gatewayPort, this.addresses).awaitStatus("/livez", 200);
		};
	}

}
