package io.realtimeclock.gateway.admission;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.realtimeclock.gateway.Interleaving;
import io.realtimeclock.gateway.admission.Admission.Permit;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

/**
 * The permits of a replica in many orders of two threads: a handshake or a client that is
 * disconnected, and the thread that keeps the registry in sync. Once both are quiet the
 * registry must have the permits that are held, and no other ones.
 */
class ClusterLimitsInterleavingTests {

	private static final int SCHEDULES = 300;

	private static final Admission.Properties LEASE = new Admission.Properties(1, 1, Duration.ofSeconds(30));

	private static final PermitsInMemory REDIS = new PermitsInMemory();

	private static final ConnectionRegistry ONE = REDIS.registry(1, Duration.ofSeconds(30));

	private static final ConnectionRegistry MANY = REDIS.registry(10, Duration.ofSeconds(30));

	static {
		// Classes are initialized before threads are ordered
		Replica replica = new Replica(ONE);
		replica.limits.release(replica.acquired());
		replica.assertRegistered();
	}

	@Test
	void aPermitThatWasReleasedIsFreeAtOnce() {
		Lincheck.runConcurrentTest(SCHEDULES, () -> {
			Replica replica = new Replica(ONE);
			Permit first = replica.acquired();
			replica.limits.release(first);
			boolean[] acquired = new boolean[1];
			Interleaving.of(() -> acquired[0] = replica.limits.acquire(permit()), replica.limits::flush);
			if (!acquired[0]) {
				throw new AssertionError("The permit is refused, though the only other one was released");
			}
		});
	}

	@Test
	void theRegistryIsInSyncAfterAReleaseDuringItsRewrite() {
		Lincheck.runConcurrentTest(SCHEDULES, () -> {
			Replica replica = new Replica(MANY);
			Permit first = replica.acquired();
			Permit second = replica.acquired();
			replica.limits.markOutOfSync();
			Interleaving.of(() -> replica.limits.release(first), replica.limits::flush);
			replica.assertRegistered(second);
		});
	}

	@Test
	void theRegistryIsInSyncAfterAHandshakeDuringItsRewrite() {
		Lincheck.runConcurrentTest(SCHEDULES, () -> {
			Replica replica = new Replica(MANY);
			Permit first = replica.acquired();
			Permit second = permit();
			replica.limits.markOutOfSync();
			Interleaving.of(() -> replica.limits.acquire(second), replica.limits::flush);
			replica.assertRegistered(first, second);
		});
	}

	@Test
	void theRegistryIsInSyncAfterAHandshakeThatTimesOutDuringItsRewrite() {
		Lincheck.runConcurrentTest(SCHEDULES, () -> {
			Replica replica = new Replica(MANY);
			Permit first = replica.acquired();
			Permit second = permit();
			REDIS.timesOutAfterAcquiring();
			Interleaving.of(() -> replica.limits.acquire(second), replica.limits::flush);
			replica.assertRegistered(first, second);
		});
	}

	@Test
	void theRegistryIsInSyncAfterAClientCameAndWentDuringItsRewrite() {
		Lincheck.runConcurrentTest(SCHEDULES, () -> {
			Replica replica = new Replica(MANY);
			Permit first = replica.acquired();
			Permit second = permit();
			replica.limits.markOutOfSync();
			Interleaving.of(() -> {
				replica.limits.acquire(second);
				replica.limits.release(second);
			}, replica.limits::flush);
			replica.assertRegistered(first);
		});
	}

	private static Permit permit() {
		return Permit.of("u", null, "192.0.2.7", Instant.EPOCH);
	}

	private static final class Replica {

		private final ClusterLimits limits;

		/** Create a replica with an empty registry. */
		Replica(ConnectionRegistry registry) {
			REDIS.clear();
			this.limits = new ClusterLimits(registry, LEASE);
			// As at a start, when nothing is registered yet
			this.limits.markOutOfSync();
			this.limits.flush();
		}

		Permit acquired() {
			Permit permit = permit();
			if (!this.limits.acquire(permit)) {
				throw new AssertionError("The permit is refused");
			}
			return permit;
		}

		void assertRegistered(Permit... permits) {
			this.limits.flush();
			Map<String, String> expected = new TreeMap<>();
			for (Permit permit : permits) {
				expected.put("socket:" + permit.number(), "");
				expected.merge("user:" + permit.user(), "1",
						(count, one) -> Integer.toString(Integer.parseInt(count) + 1));
			}
			String registered = REDIS.fields().stream().sorted().collect(Collectors.joining(" "));
			String wanted = expected.entrySet()
				.stream()
				.map((field) -> field.getValue().isEmpty() ? field.getKey() : field.getKey() + "=" + field.getValue())
				.collect(Collectors.joining(" "));
			if (!registered.equals(wanted)) {
				throw new AssertionError("Registered: " + registered + ", held: " + wanted);
			}
		}

	}

}
