package io.realtimeclock.systemtests.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import io.realtimeclock.systemtests.Pause;
import io.realtimeclock.systemtests.Session;
import io.realtimeclock.testsupport.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.awaitility.Awaitility.await;

/**
 * Redis dies, freezes, or is full.
 */
@FaultRows
@ExtendWith(SharedCluster.class)
class RedisFaultsIT {

	private static final String FORGED = base64("11111111-2222-3333-4444-555555555555");

	private static final String WRONG_LOGIN = "Basic " + base64("demo:wrong");

	@Test
	void killedForTenSecondsAndEmptyThen(Cluster cluster) throws Exception {
		Session session = Session.logIn(cluster.gateway(0));
		try (Watch watch = cluster.watch()) {
			cluster.redis().send(Signal.KILL);
			Pause.of(Duration.ofSeconds(5));
			int page = session.get(cluster.gateway(0), "/").statusCode();
			List<Integer> intruders = List.of(Handshake.answer(cluster.gateway(0)),
					Handshake.answer(cluster.gateway(0), "Cookie", "SESSION=" + FORGED),
					Handshake.answer(cluster.gateway(0), "Authorization", WRONG_LOGIN));
			Pause.of(Duration.ofSeconds(5));
			cluster.restartRedis();
			long back = System.nanoTime();
			Duration logIn = awaitLogIn(cluster, back);
			Duration stored = awaitStored(cluster, back);
			watch.awaitTicks();
			unnoticed("Redis killed for 10 s, empty then", watch)
				.holds("a page with a session meanwhile " + page, page == 503)
				.holds("handshakes without login, with a forged session, with a wrong password " + intruders,
						intruders.stream().noneMatch((status) -> status == 101))
				.within(Duration.ofSeconds(2), "login works", logIn)
				.within(Duration.ofSeconds(2), "the tick is stored", stored)
				.end();
		}
	}

	@Test
	void frozenForTenSeconds(Cluster cluster) throws Exception {
		try (Watch watch = cluster.watch()) {
			cluster.redis().send(Signal.STOP);
			try {
				Pause.of(Duration.ofSeconds(10));
			}
			finally {
				cluster.redis().send(Signal.CONT);
			}
			watch.awaitTicks();
			unnoticed("Redis frozen for 10 s", watch).end();
		}
	}

	/**
	 * One script after the other blocks it.
	 */
	@Test
	void busyForTenSeconds(Cluster cluster) throws Exception {
		try (Watch watch = cluster.watch(); RedisConsole redis = cluster.redisConsole()) {
			long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
			while (System.nanoTime() - end < 0) {
				redis.keepBusy(Duration.ofMillis(200));
			}
			watch.awaitTicks();
			unnoticed("Redis busy for 10 s, 200 ms at a time", watch).end();
		}
	}

	static Row unnoticed(String fault, Watch watch) {
		return Row.of(fault)
			.atMost(0, "missed", watch.most(Recording::missed))
			.atMost(0, "backward", watch.most(Recording::backward))
			.atMost(0, "sockets closed", watch.closes().size());
	}

	@Test
	void fullWithoutEviction(Cluster cluster) throws Exception {
		try (Watch watch = cluster.watch(); RedisConsole redis = cluster.redisConsole()) {
			redis.configure("maxmemory", "1kb");
			Pause.of(Duration.ofSeconds(6));
			redis.configure("maxmemory", "0");
			long back = System.nanoTime();
			Duration logIn = awaitLogIn(cluster, back);
			watch.awaitTicks();
			unnoticed("Redis's maxmemory reached for 6 s, noeviction", watch)
				.within(Duration.ofSeconds(2), "login works", logIn)
				.end();
		}
	}

	/**
	 * Return the time from a moment to a successful login on each gateway.
	 */
	static Duration awaitLogIn(Cluster cluster, long since) {
		await("login").atMost(Duration.ofSeconds(20))
			.pollInterval(Duration.ofMillis(50))
			.ignoreExceptions()
			.until(() -> {
				Session.logIn(cluster.gateway(0));
				Session.logIn(cluster.gateway(1));
				return true;
			});
		return Duration.ofNanos(System.nanoTime() - since);
	}

	private static Duration awaitStored(Cluster cluster, long since) throws IOException, InterruptedException {
		await("the tick").atMost(Duration.ofSeconds(20))
			.pollInterval(Duration.ofMillis(50))
			.ignoreExceptions()
			.until(() -> Session.logIn(cluster.gateway(1))
				.get(cluster.gateway(1), "/api/initial_state")
				.statusCode() == 200);
		return Duration.ofNanos(System.nanoTime() - since);
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
