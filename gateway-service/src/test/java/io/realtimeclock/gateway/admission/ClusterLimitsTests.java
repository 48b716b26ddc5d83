package io.realtimeclock.gateway.admission;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.realtimeclock.gateway.admission.Admission.Permit;
import io.realtimeclock.gateway.admission.ConnectionRegistry.OpenSocket;
import io.realtimeclock.redis.RedisUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The permits of one replica and what is registered of them in a real Redis. A user may
 * have two.
 */
class ClusterLimitsTests {

	@RegisterExtension
	private static final RegistryServer server = new RegistryServer();

	private final ClusterLimits limits = limits("one");

	private static ClusterLimits limits(String replica) {
		Duration lease = Duration.ofSeconds(30);
		return new ClusterLimits(server.registry(replica, lease), RegistryServer.limits(lease));
	}

	@Test
	void aUserMayHaveNoMoreThanTheLimitOfAllReplicas() {
		ClusterLimits other = limits("other");
		this.limits.markOutOfSync();
		this.limits.flush();
		other.markOutOfSync();
		other.flush();
		assertThat(this.limits.acquire(permit("a"))).isTrue();
		assertThat(other.acquire(permit("a"))).isTrue();
		assertThat(this.limits.acquire(permit("a"))).isFalse();
		assertThat(other.acquire(permit("a"))).isFalse();
		assertThat(this.limits.acquire(permit("b"))).isTrue();
	}

	@Test
	void aReleasedPermitIsFreeAtOnceAndReleasedInTheRegistryLater() {
		Permit first = permit("a");
		this.limits.acquire(first);
		this.limits.acquire(permit("a"));
		this.limits.release(first);
		assertThat(server.registered("a")).isEqualTo("2");
		assertThat(this.limits.acquire(permit("a"))).isTrue();
		assertThat(server.registered("a")).isEqualTo("2");
		assertThat(this.limits.acquire(permit("a"))).isFalse();
	}

	@Test
	void releasesEachPermitOnce() {
		Permit first = permit("a");
		this.limits.acquire(first);
		this.limits.acquire(permit("a"));
		this.limits.release(first);
		this.limits.release(first);
		this.limits.release(permit("a"));
		this.limits.flush();
		this.limits.flush();
		assertThat(server.registered("a")).isEqualTo("1");
	}

	@Test
	void releasesManyPermits() {
		List<Permit> permits = new ArrayList<>();
		for (int i = 0; i < 2_500; i++) {
			Permit permit = permit("user" + i);
			this.limits.acquire(permit);
			permits.add(permit);
		}
		assertThat(server.sockets().list(null)).hasSize(2_500);
		permits.forEach(this.limits::release);
		this.limits.flush();
		assertThat(server.sockets().list(null)).isEmpty();
	}

	@Test
	void registersAllPermitsAgainOnceTheRegistryIsOutOfSync() {
		this.limits.acquire(permit("a"));
		Permit second = permit("b");
		this.limits.acquire(second);
		server.forgetAll();
		this.limits.flush();
		assertThat(server.hashes()).as("it is in sync as far as it knows").isEmpty();
		this.limits.markOutOfSync();
		this.limits.release(second);
		assertThat(this.limits.acquire(permit("c"))).isTrue();
		assertThat(server.hashes()).as("registered later").isEmpty();
		this.limits.flush();
		assertThat(server.sockets().list(null)).extracting(OpenSocket::user).containsExactlyInAnyOrder("a", "c");
		assertThat(this.limits.acquire(permit("d"))).isTrue();
		assertThat(server.registered("d")).as("it is in sync again").isEqualTo("1");
	}

	@Test
	void aRefusedPermitIsNotRegisteredLater() {
		this.limits.acquire(permit("a"));
		this.limits.acquire(permit("a"));
		this.limits.acquire(permit("a"));
		this.limits.markOutOfSync();
		this.limits.flush();
		assertThat(server.registered("a")).isEqualTo("2");
	}

	@Test
	void admitsEverybodyWhileRedisDoesNotAnswerAndRegistersThemLater() {
		this.limits.acquire(permit("a"));
		this.limits.acquire(permit("a"));
		server.pause();
		try {
			assertThat(this.limits.acquire(permit("a"))).isTrue();
			assertThat(this.limits.acquire(permit("a"))).isTrue();
			assertThatExceptionOfType(RedisUnavailableException.class).isThrownBy(this.limits::flush);
		}
		finally {
			server.goOn();
		}
		this.limits.flush();
		assertThat(server.registered("a")).isEqualTo("4");
		assertThat(this.limits.acquire(permit("a"))).isFalse();
	}

	private static Permit permit(String user) {
		return Permit.of(user, null, "192.0.2.7", Instant.now());
	}

}
