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
 * An Error in an essential thread, as seen by the orchestrator and the clients.
 */
@FaultRows
class ErrorFaultsIT {

	private static final String TICKER = "io.realtimeclock.ticker.";

	private static final String GATEWAY = "io.realtimeclock.gateway.";

	private static final Debugger TICKER_DEBUGGER = new Debugger();

	private static final Debugger GATEWAY_DEBUGGER = new Debugger();

	@SuppressWarnings("NullAway.Init")
	private static Cluster cluster;

	@BeforeAll
	static void start() throws IOException {
		Map<String, Debugger> debuggers = Map.of("ticker-1", TICKER_DEBUGGER, "gateway-1", GATEWAY_DEBUGGER);
		cluster = Cluster.start("errors", 1, (part) -> {
			Debugger debugger = debuggers.get(part);
			return (debugger != null) ? debugger.environment() : Map.of();
		});
	}

	@AfterAll
	static void stop() throws IOException {
		cluster.close();
	}

	@Test
	void inTheSlotLoopOfATicker() throws Exception {
		try (Watch watch = cluster.watch()) {
			TICKER_DEBUGGER.throwErrorIn(TICKER + "slot.SlotLoop$TickCycle", "run");
			Row row = notAlive("an OutOfMemoryError in a ticker's slot loop", cluster.ticker(0), Duration.ofSeconds(2));
			watch.awaitTicks();
			row.atMost(1, "missed", watch.most(Recording::missed))
				.atMost(0, "backward", watch.most(Recording::backward))
				.end();
		}
		finally {
			restartTicker();
		}
	}

	/** Kafka's own thread does not report its end. */
	@Test
	void inTheProducerOfATicker() throws Exception {
		try (Watch watch = cluster.watch()) {
			TICKER_DEBUGGER.throwErrorIn("org.apache.kafka.clients.producer.internals.Sender", "runOnce");
			Row row = notAlive("an OutOfMemoryError in the network thread of a ticker's Kafka producer",
					cluster.ticker(0), Duration.ofSeconds(30));
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
			GATEWAY_DEBUGGER.throwErrorIn(GATEWAY + "broadcast.KeepAlive", "check");
			Row row = notAlive("an OutOfMemoryError in one of a gateway's event loops", cluster.gateway(0),
					Duration.ofSeconds(2));
			watch.awaitTicks();
			row.within(Duration.ofSeconds(3), "longest time without a tick", watch.longest(Recording::longestGap))
				.atMost(0, "backward", watch.most(Recording::backward))
				.end();
		}
		finally {
			cluster.gateway(0).killNow();
			cluster.restoreGateways();
			cluster.awaitReady();
		}
	}

	@Test
	void inTheConsumerOfAGateway() throws Exception {
		try (Watch watch = cluster.watch()) {
			GATEWAY_DEBUGGER.throwErrorIn(GATEWAY + "consumer.ConsumerThread", "poll");
			long begin = System.nanoTime();
			awaitInLog(cluster.gateway(0), "The consumer has ended and will be replaced");
			Duration logged = Duration.ofNanos(System.nanoTime() - begin);
			watch.awaitTicks();
			int alive = cluster.gateway(0).status("/livez");
			Row.of("an OutOfMemoryError in a gateway's consumer thread, which is replaced")
				.within(Duration.ofSeconds(2), "logged", logged)
				.within(Duration.ofSeconds(10), "longest time without a tick", watch.longest(Recording::longestGap))
				.holds("alive (" + alive + ")", alive == 200)
				.atMost(0, "sockets closed", watch.closes().size())
				.atMost(0, "backward", watch.most(Recording::backward))
				.end();
		}
	}

	/**
	 * Thrown once, in the task that supervises the consumer: it runs again a quarter of a
	 * second later.
	 */
	@Test
	void inAScheduledTaskOfAGateway() throws Exception {
		try (Watch watch = cluster.watch()) {
			GATEWAY_DEBUGGER.throwErrorIn(GATEWAY + "consumer.ConsumerSupervisor", "check");
			awaitInLog(cluster.gateway(0), "failed and is tried again");
			Pause.of(Duration.ofSeconds(3));
			watch.awaitTicks();
			int alive = cluster.gateway(0).status("/livez");
			Row.of("an OutOfMemoryError in a scheduled task of a gateway")
				.holds("logged", true)
				.holds("alive (" + alive + ")", alive == 200)
				.atMost(0, "missed", watch.most(Recording::missed))
				.atMost(0, "sockets closed", watch.closes().size())
				.end();
		}
	}

	private static Row notAlive(String fault, ServiceProcess service, Duration limit) throws IOException {
		long begin = System.nanoTime();
		await("the service to be restarted").atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofMillis(50))
			.until(() -> service.status("/livez") == 503);
		Duration noticed = Duration.ofNanos(System.nanoTime() - begin);
		int lines = Files.readString(service.output()).split("Not alive: ", -1).length - 1;
		return Row.of(fault).within(limit, "/livez 503", noticed).holds("logged once", lines == 1);
	}

	private static void awaitInLog(ServiceProcess service, String line) {
		await("the log to say: " + line).atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(50))
			.until(() -> Files.readString(service.output()).contains(line));
	}

	private static void restartTicker() {
		cluster.ticker(0).killNow();
		cluster.startTicker(0);
		cluster.awaitReady();
	}

}
