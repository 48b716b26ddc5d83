package io.realtimeclock.gateway.admission;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.gateway.admission.Admission.Permit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LeaseRenewalTests {

	private static final Duration LEASE = Duration.ofSeconds(3);

	@RegisterExtension
	private static final RegistryServer server = new RegistryServer();

	private final ConnectionRegistry registry = server.registry("one", LEASE);

	private final ClusterLimits limits = new ClusterLimits(this.registry, RegistryServer.limits(LEASE));

	@Test
	void registersTheReplicaOnceItRunsAndNotBefore() {
		this.limits.keepInSync();
		this.limits.keepInSync();
		assertThat(server.hashes()).isEmpty();
		assertThat(this.limits.isRunning()).isFalse();
		this.limits.start();
		assertThat(this.limits.isRunning()).isTrue();
		this.limits.keepInSync();
		this.limits.keepInSync();
		assertThat(server.hashes()).hasSize(1);
	}

	@Test
	void renewsTheLeaseAfterAThirdOfIt() {
		long begin = System.nanoTime();
		startInSync();
		String hash = server.hashes().iterator().next();
		await().pollInterval(Duration.ofMillis(10)).until(() -> left(hash) < LEASE.toMillis() * 5 / 6);
		await().pollInterval(Duration.ofMillis(10)).until(() -> {
			this.limits.keepInSync();
			return left(hash) > LEASE.toMillis() * 9 / 10;
		});
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(LEASE.dividedBy(3));
	}

	@Test
	void registersAllPermitsAgainOnceItFindsThemLost() {
		startInSync();
		this.limits.acquire(Permit.of("a", null, "192.0.2.7", Instant.now()));
		server.forgetAll();
		await().pollInterval(Duration.ofMillis(10)).until(() -> {
			this.limits.keepInSync();
			return "1".equals(server.registered("a"));
		});
	}

	@Test
	void registersAllPermitsAgainAfterAnOutageOfRedis() {
		startInSync();
		Permit permit = Permit.of("a", null, "192.0.2.7", Instant.now());
		this.limits.acquire(permit);
		this.limits.release(permit);
		server.pause();
		try {
			this.limits.keepInSync();
		}
		finally {
			server.goOn();
		}
		this.limits.acquire(Permit.of("b", null, "192.0.2.7", Instant.now()));
		assertThat(server.registered("b")).as("it is out of sync").isNull();
		await().until(() -> {
			this.limits.keepInSync();
			return "1".equals(server.registered("b")) && server.registered("a") == null;
		});
	}

	@Test
	void forgetsPermitsThatRedisBringsBackWithOlderData() {
		startInSync();
		Permit permit = Permit.of("a", null, "192.0.2.7", Instant.now());
		this.limits.acquire(permit);
		String hash = server.hashes().iterator().next();
		Map<Object, Object> before = server.redis().opsForHash().entries(hash);
		this.limits.release(permit);
		this.limits.keepInSync();
		assertThat(server.registered("a")).isNull();
		server.outage();
		server.redis().opsForHash().putAll(hash, before);
		assertThat(server.registered("a")).isEqualTo("1");
		this.limits.keepInSync();
		assertThat(server.registered("a")).isNull();
	}

	@Test
	void releasesAllPermitsWhenItStops() {
		startInSync();
		this.limits.stop();
		assertThat(this.limits.isRunning()).isFalse();
		assertThat(server.hashes()).isEmpty();
		assertThat(server.redis().opsForZSet().size(ConnectionRegistry.REPLICAS)).isZero();
		this.limits.markOutOfSync();
		this.limits.keepInSync();
		assertThat(server.hashes()).isEmpty();
	}

	@Test
	void stopsThoughRedisDoesNotAnswer() {
		startInSync();
		server.pause();
		try {
			this.limits.stop();
			assertThat(this.limits.isRunning()).isFalse();
		}
		finally {
			server.goOn();
		}
	}

	@Test
	void stopsAfterTheClientsAreDisconnectedAndBeforeRedis() {
		assertThat(this.limits.getPhase()).isOne();
	}

	private void startInSync() {
		this.limits.start();
		// The first one finds nothing registered, the second one registers
		this.limits.keepInSync();
		this.limits.keepInSync();
	}

	private static long left(String hash) {
		return Objects.requireNonNull(server.redis().getExpire(hash, TimeUnit.MILLISECONDS));
	}

}
