package io.realtimeclock.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

import io.realtimeclock.testsupport.RedisServer;
import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;
import org.jspecify.annotations.Nullable;

import static org.awaitility.Awaitility.await;

/**
 * The parts that gateways follow, a real Kafka broker and a real Redis, shared by all
 * tests. Its ticks are a day old, so that there is always a newer one that is credible.
 */
public final class Source {

	public static final Grid GRID = new Grid(Duration.ofMillis(500));

	public static final TickCodec CODEC = new TickCodec(GRID);

	private static final RedisServer redis = RedisServer.start();

	private static final Broker broker = Broker.start();

	private static @Nullable Tick last;

	private Source() {
	}

	public static RedisServer redis() {
		return redis;
	}

	public static Broker broker() {
		return broker;
	}

	/**
	 * Publish the next tick.
	 */
	public static synchronized Tick tick() {
		Tick next = nextTick();
		publish(CODEC.encode(next));
		return next;
	}

	/**
	 * Publish a tick each millisecond until the condition holds, 20 s at most. A client
	 * that does not read stays stalled only while more comes: what its kernel still takes
	 * makes room for what waited.
	 */
	public static void tickUntil(Callable<Boolean> condition) {
		await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(1)).until(() -> {
			tick();
			return condition.call();
		});
	}

	/**
	 * Return a tick that nobody has seen yet.
	 */
	public static synchronized Tick nextTick() {
		Tick next = (last != null) ? GRID.next(last) : GRID.at(Instant.now().minus(Duration.ofDays(1)));
		last = next;
		return next;
	}

	public static void publish(byte @Nullable [] value) {
		broker.publish(value);
	}

}
