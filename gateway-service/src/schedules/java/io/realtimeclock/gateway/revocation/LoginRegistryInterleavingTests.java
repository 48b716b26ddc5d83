package io.realtimeclock.gateway.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.realtimeclock.gateway.Interleaving;
import io.realtimeclock.gateway.revocation.Login.LoginName;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

/**
 * The registry in many orders of two threads: a socket is registered, or disconnected,
 * while its login ends.
 */
class LoginRegistryInterleavingTests {

	private static final int SCHEDULES = 300;

	private static final LoginName SESSION = new LoginName("session:s");

	private static final LoginName USER = new LoginName("user:u");

	private static final Instant NOW = Instant.EPOCH;

	private static final Login LOGIN = new Login("u", "s", List.of(SESSION, USER), Set.of(), NOW,
			NOW.plus(Duration.ofDays(1)));

	@Test
	void nothingIsLeftOfASocketWhoseUsersLoginsEndWhileItIsRegistered() {
		assertNothingIsLeftIfItEnds(USER);
	}

	@Test
	void nothingIsLeftOfASocketWhoseSessionEndsWhileItIsRegistered() {
		assertNothingIsLeftIfItEnds(SESSION);
	}

	@Test
	void aSessionKeepsItsSocketsWhileAnotherOfThemIsDisconnected() {
		Lincheck.runConcurrentTest(SCHEDULES, () -> {
			LoginRegistry registry = new LoginRegistry(new CompositeMeterRegistry());
			Runnable first = registry.register(LOGIN, () -> {
			});
			boolean[] closed = new boolean[1];
			Interleaving.of(first, () -> registry.register(LOGIN, () -> closed[0] = true));
			if (registry.sessions().size() != 1) {
				throw new AssertionError("The session of the second socket is missing");
			}
			registry.end(USER, NOW);
			if (!closed[0]) {
				throw new AssertionError("The second socket stays open");
			}
			assertEmpty(registry);
		});
	}

	private static void assertNothingIsLeftIfItEnds(LoginName name) {
		Lincheck.runConcurrentTest(SCHEDULES, () -> {
			LoginRegistry registry = new LoginRegistry(new CompositeMeterRegistry());
			Interleaving.of(() -> registry.register(LOGIN, () -> {
			}).run(), () -> registry.end(name, NOW));
			assertEmpty(registry);
		});
	}

	private static void assertEmpty(LoginRegistry registry) {
		if (!registry.names().isEmpty()) {
			throw new AssertionError("Sockets are left under " + registry.names());
		}
		if (!registry.sessions().isEmpty()) {
			throw new AssertionError("Their session is left");
		}
	}

}
