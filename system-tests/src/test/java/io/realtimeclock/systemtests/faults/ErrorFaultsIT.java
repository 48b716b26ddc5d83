package io.realtimeclock.systemtests.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;

import io.realtimeclock.systemtests.Pause;
import io.realtimeclock.systemtests.ServiceProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

/**
 * An Error is thrown in an essential thread: what the orchestrator and the clients see.
 */
@FaultRows
class ErrorFaultsIT {

	private static final Map<String, Debugger> DEBUGGERS = Map.of("ticker-1", new Debugger(), "gateway-1",
			new Debugger());

	@SuppressWarnings("NullAway.Init")
	private static Cluster cluster;

	@BeforeAll
	static void start() throws IOException {
		cluster = Cluster.start("errors", 1,
				(part) -> DEBUGGERS.containsKey(part) ? debugger(part).environment() : Map.of());
	}

	@AfterAll
	static void stop() throws IOException {
		cluster.close();
	}

	@Test
	void inTheSlotLoopOfATicker() throws Exception {
		try (Watch watch = cluster.watch()) {
			Row row = errorIn("ticker-1", cluster.ticker(0), "slots", Duration.ofSeconds(2));
			watch.awaitTicks();
			row.atMost(1, "missed", watch.most(Recording::missed))
				.atMost(0, "backward", watch.most(Recording::backward))
				.end();
		}
		finally {
			restartTicker();
		}
	}

	@Test
	void inTheKafkaProducerOfATicker() throws Exception {
		try (Watch watch = cluster.watch()) {
			Row row = errorIn("ticker-1", cluster.ticker(0), "kafka-producer-network-thread", Duration.ofSeconds(30));
			watch.awaitTicks();
			row.atMost(2, "missed", watch.most(Recording::missed))
				.atMost(0, "backward", watch.most(Recording::backward))
				.end();
		}
		finally {
			restartTicker();
		}
	}

	@Test
	void inAnEventLoopOfAGateway() throws Exception {
		try (Watch watch = cluster.watch()) {
			Row row = errorIn("gateway-1", cluster.gateway(0), "fan-out-0", Duration.ofSeconds(3));
			watch.awaitTicks();
			row.within(Duration.ofSeconds(3), "its clients' longest time without a tick",
					watch.longest(Recording::longestGap))
				.atMost(0, "backward", watch.most(Recording::backward))
				.end();
		}
		finally {
			cluster.gateway(0).killNow();
			cluster.restoreGateways();
			cluster.awaitReady();
		}
	}

	/**
	 * It runs again half a second later at most; only if that fails for a minute is the
	 * process of no use.
	 */
	@Test
	void inAScheduledTaskOfAGateway() throws Exception {
		try (Watch watch = cluster.watch()) {
			for (int task = 1; task <= 4; task++) {
				debugger("gateway-1").throwErrorIn("watch-" + task);
			}
			Pause.of(Duration.ofSeconds(3));
			watch.awaitTicks();
			int alive = cluster.gateway(0).status("/livez");
			Row.of("an Error in scheduled tasks of a gateway")
				.holds("/livez " + alive, alive == 200)
				.atMost(0, "missed", watch.most(Recording::missed))
				.end();
		}
	}

	private static Row errorIn(String part, ServiceProcess service, String thread, Duration limit) throws Exception {
		long begin = System.nanoTime();
		debugger(part).throwErrorIn(thread);
		await("the service to be restarted").atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofMillis(50))
			.until(() -> service.status("/livez") == 503);
		Duration noticed = Duration.ofNanos(System.nanoTime() - begin);
		String log = Files.readString(service.output());
		return Row.of("an Error in the thread " + thread + " of a " + part.replaceFirst("-.*", ""))
			.within(limit, "/livez 503", noticed)
			.holds("logged once", log.split("Not alive: ", -1).length == 2);
	}

	private static void restartTicker() {
		cluster.ticker(0).killNow();
		cluster.startTicker(0);
		cluster.awaitReady();
	}

	private static Debugger debugger(String part) {
		Debugger debugger = DEBUGGERS.get(part);
		if (debugger == null) {
			throw new IllegalArgumentException(part);
		}
		return debugger;
	}

}
