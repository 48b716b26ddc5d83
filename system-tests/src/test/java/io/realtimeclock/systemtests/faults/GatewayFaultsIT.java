package io.realtimeclock.systemtests.faults;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.realtimeclock.systemtests.Pause;
import io.realtimeclock.systemtests.ServiceProcess;
import io.realtimeclock.testsupport.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.awaitility.Awaitility.await;

/**
 * A gateway dies, freezes, or stops gracefully.
 */
@FaultRows
@ExtendWith(SharedCluster.class)
class GatewayFaultsIT {

	@Test
	void killed(Cluster cluster) {
		AtomicBoolean dead = new AtomicBoolean();
		try (Watch others = cluster.watch(); Watch clients = roaming(cluster, dead)) {
			dead.set(true);
			long killed = System.nanoTime();
			cluster.gateway(0).killNow();
			clients.awaitTicks();
			Row row = Row.of("a gateway killed")
				.within(Duration.ofSeconds(3), "its clients' next tick",
						clients.longest((recording) -> recording.firstLiveAfter(killed + 100_000_000L)))
				.atMost(0, "backward", clients.most(Recording::backward))
				.atMost(0, "missed by the other's", others.missedOf(1));
			cluster.startGateway(0);
			long start = System.nanoTime();
			cluster.gateway(0).awaitReady();
			row.within(Duration.ofSeconds(20), "ready again under the same name",
					Duration.ofNanos(System.nanoTime() - start))
				.end();
		}
		finally {
			cluster.restoreGateways();
		}
	}

	/**
	 * A dead member leaves after the broker's session timeout of 45 s; an empty group
	 * without offsets is deleted at the broker's next check, every 5 s here, every 10 min
	 * by default.
	 */
	@Test
	void leavesNoGroupBehind(Cluster cluster) {
		try {
			Set<String> before = cluster.groups();
			cluster.gateway(0).killNow();
			long killed = System.nanoTime();
			cluster.startGateway(0);
			cluster.gateway(0).awaitReady();
			Set<String> after = cluster.groups();
			await("the dead gateway's group to go").atMost(Duration.ofSeconds(90))
				.pollInterval(Duration.ofMillis(500))
				.until(() -> cluster.groups().size() == before.size());
			Row.of("the group of a gateway that was killed")
				.holds("kept while its member may be alive", after.size() == before.size() + 1)
				.within(Duration.ofSeconds(60), "deleted after", Duration.ofNanos(System.nanoTime() - killed))
				.end();
		}
		finally {
			cluster.restoreGateways();
		}
	}

	@Test
	void stoppedInGoodOrder(Cluster cluster) throws Exception {
		AtomicBoolean stopping = new AtomicBoolean();
		ServiceProcess gateway = cluster.gateway(0);
		try (Watch others = cluster.watch(); Watch clients = roaming(cluster, stopping)) {
			stopping.set(true);
			long begin = System.nanoTime();
			CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> {
				Signal.TERM.to(gateway.pid());
				awaitEnd(gateway);
			});
			await().atMost(Duration.ofSeconds(2))
				.pollInterval(Duration.ofMillis(20))
				.until(() -> gateway.status("/readyz") == 503);
			Duration unready = Duration.ofNanos(System.nanoTime() - begin);
			int refusal = Handshake.answer(gateway, "Authorization", Watcher.LOGIN);
			stop.join();
			Duration end = Duration.ofNanos(System.nanoTime() - begin);
			clients.awaitTicks();
			List<Watcher.Closed> closes = clients.closes();
			long first = closes.stream().mapToLong(Watcher.Closed::nanos).min().orElse(0);
			long last = closes.stream().mapToLong(Watcher.Closed::nanos).max().orElse(0);
			Row.of("a gateway stopped (SIGTERM), window 10 s")
				.within(Duration.ofSeconds(1), "unready", unready)
				.within(Duration.ofSeconds(25), "ended", end)
				.holds("a handshake after that " + refusal, refusal == 503)
				.holds("all closed with 1001 and a retry-after",
						closes.stream().allMatch((it) -> it.code() == 1001 && it.retryAfterMillis() >= 0))
				.within(Duration.ofMillis(500), "longest retry-after",
						Duration
							.ofMillis(closes.stream().mapToLong(Watcher.Closed::retryAfterMillis).max().orElseThrow()))
				.holds("%.1f s from the first to the last close frame".formatted((last - first) / 1e9),
						last - first > 5e9)
				.atMost(2, "missed", clients.most(Recording::missed))
				.atMost(0, "missed by the other's", others.missedOf(1))
				.end();
		}
		finally {
			cluster.restoreGateways();
		}
	}

	@Test
	void frozenForSixSeconds(Cluster cluster) {
		try (Watch watch = cluster.watch()) {
			long frozen = cluster.gateway(0).pid();
			Signal.STOP.to(frozen);
			try {
				Pause.of(Duration.ofSeconds(6));
			}
			finally {
				Signal.CONT.to(frozen);
			}
			watch.awaitTicks();
			Row.of("a gateway frozen for 6 s")
				.atMost(2, "most frames within 200 ms", watch.most(Recording::burst))
				.within(Duration.ofMillis(1500), "oldest live tick", watch.longest(Recording::oldestLive))
				.atMost(0, "backward", watch.most(Recording::backward))
				.end();
		}
	}

	@Test
	void outOfMemory(Cluster cluster) throws Exception {
		ServiceProcess gateway = cluster.gatewayWithHeapOf("12m");
		try {
			gateway.awaitEnd(60);
			Row.of("a gateway's JVM out of memory (-Xmx12m)")
				.holds("it ended and said why",
						Files.readString(gateway.output()).contains("Terminating due to java.lang.OutOfMemoryError"))
				.end();
		}
		finally {
			gateway.killNow();
		}
	}

	/**
	 * Clients of the first gateway, and of the second once the first has ended.
	 */
	private static Watch roaming(Cluster cluster, AtomicBoolean ended) {
		return new Watch(Stream.generate(() -> new Watcher(() -> cluster.gateway(ended.get() ? 1 : 0)).connect())
			.limit(10)
			.toList()).awaitTicks();
	}

	private static void awaitEnd(ServiceProcess gateway) {
		try {
			gateway.awaitEnd(30);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
