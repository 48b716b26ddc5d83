package io.realtimeclock.gateway.admission;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.realtimeclock.gateway.admission.Admission.Permit;
import io.realtimeclock.gateway.admission.ConnectionRegistry.OpenSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class OpenSocketsTests {

	private static final Instant SINCE = Instant.parse("2026-11-28T12:00:00Z");

	@RegisterExtension
	private static final RegistryServer server = new RegistryServer();

	private final ConnectionRegistry registry = server.registry("one:two", Duration.ofSeconds(30));

	private final ConnectionRegistry sockets = server.sockets();

	@Test
	void areListedForAnOperatorOrForOneUser() {
		this.registry.acquire(Permit.of("a", "session:1", "192.0.2.7", SINCE));
		this.registry.acquire(Permit.of("b c", null, "2001:db8::7", SINCE));
		OpenSocket first = new OpenSocket("a", SINCE, "192.0.2.7", "one:two");
		OpenSocket second = new OpenSocket("b c", SINCE, "2001:db8::7", "one:two");
		assertThat(this.sockets.list(null)).containsExactlyInAnyOrder(first, second);
		assertThat(this.sockets.list("b c")).containsExactly(second);
		assertThat(this.sockets.list("b")).isEmpty();
	}

	@Test
	void areCountedForEachSession() {
		this.registry.acquire(Permit.of("a", "session:1", "192.0.2.7", SINCE));
		this.registry.acquire(Permit.of("a", "session:1", "192.0.2.7", SINCE));
		this.registry.acquire(Permit.of("b", null, "192.0.2.7", SINCE));
		assertThat(this.sockets.count(List.of("session:2", "session:1"))).containsExactly(0L, 2L);
		Permit permit = Permit.of("c", "session:2", "192.0.2.7", SINCE);
		this.registry.rewrite(List.of(permit, Permit.of("b", null, "192.0.2.7", SINCE)));
		assertThat(this.sockets.count(List.of("session:2", "session:1"))).containsExactly(1L, 0L);
		this.registry.release(List.of(permit));
		assertThat(this.sockets.count(List.of("session:2"))).containsExactly(0L);
	}

	@Test
	void areLeftOutIfTheyWereRegisteredInAnotherWay() {
		this.registry.acquire(Permit.of("a", null, "192.0.2.7", SINCE));
		String hash = server.hashes().iterator().next();
		server.redis().opsForHash().put(hash, "socket:x", "yesterday 192.0.2.7 a");
		server.redis().opsForHash().put(hash, "socket:y", "2026-11-28T12:00:00Z 192.0.2.7");
		assertThat(this.sockets.list(null)).hasSize(1);
	}

	@Test
	void areListedThoughTheirReplicaHasNoName() {
		server.redis().opsForZSet().add(ConnectionRegistry.REPLICAS, "nameless", 1);
		server.redis()
			.opsForHash()
			.put(ConnectionRegistry.CONNECTIONS + "nameless", "socket:1", "2026-11-28T12:00:00Z 192.0.2.7 a");
		assertThat(this.sockets.list(null)).extracting(OpenSocket::replica).containsExactly("");
	}

	@Test
	void endWithTheirReplica() {
		this.registry.rewrite(List.of(Permit.of("a", "session:1", "192.0.2.7", SINCE)));
		assertThat(this.registry.renew()).isTrue();
		this.registry.delete();
		assertThat(this.sockets.list(null)).isEmpty();
		assertThat(this.registry.renew()).as("nothing is registered any longer").isFalse();
	}

}
