package io.realtimeclock.gateway.users;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CredentialFingerprintTests {

	private static final String HASH = "{bcrypt}$2a$04$yeDQkXLIWwyjNhHb6ZQqguornojY//fOE0L/Ez1WMIiLOJsUpmtAu";

	@Test
	void aThousandHashesTakeLessThanASecond() {
		long begin = System.nanoTime();
		for (int i = 0; i < 1000; i++) {
			Credential.Fingerprint.of("user" + i, HASH);
		}
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
	}

	@Test
	void aPlainPasswordHasTheSameFingerprintOnEachReplica() {
		Credential here = Credential.of("ann", "tick-tock");
		Credential there = Credential.of("ann", "tick-tock");
		assertThat(here.hash()).as("salted").isNotEqualTo(there.hash());
		assertThat(here.fingerprint()).isEqualTo(there.fingerprint());
	}

	@Test
	void aPasswordThatCanBeGuessedQuicklyIsStretched() {
		assertThat(Credential.Fingerprint.of("ann", "{noop}tick-tock")).as("128 bits of PBKDF2").hasSize(32);
		assertThat(Credential.Fingerprint.of("ann", "tick-tock")).hasSize(32);
		assertThat(Credential.Fingerprint.of("ann", HASH)).as("256 bits of HMAC").hasSize(64);
	}

	@Test
	void eachUserAndEachPasswordHasAFingerprintOfItsOwn() {
		assertThat(Credential.Fingerprint.of("ann", HASH)).isNotEqualTo(Credential.Fingerprint.of("bob", HASH))
			.isNotEqualTo(Credential.Fingerprint.of("ann", HASH.replace("Au", "Aw")));
	}

}
