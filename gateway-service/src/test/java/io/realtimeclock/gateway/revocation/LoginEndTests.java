package io.realtimeclock.gateway.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.realtimeclock.gateway.revocation.Login.LoginName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which ends concern a login. */
class LoginEndTests {

	private static final Instant SINCE = Instant.parse("2026-11-30T12:00:00Z");

	private static final LoginName SESSION = LoginName.session("s");

	private static final LoginName USER = LoginName.user("ann");

	private final Login login = new Login("ann", "s", List.of(SESSION, USER), Set.of(), SINCE,
			SINCE.plus(Duration.ofDays(1)));

	@Test
	void anEndOfTheUserConcernsTheLoginsUntilThen() {
		assertThat(this.login.isEndedBy(USER, SINCE.plusMillis(1))).isTrue();
		assertThat(this.login.isEndedBy(USER, SINCE)).isTrue();
		assertThat(this.login.isEndedBy(USER, SINCE.minusMillis(1))).isFalse();
	}

	@Test
	void anEndOfTheSessionConcernsItAlsoIfTheClockWasPutBackSinceTheLogin() {
		assertThat(this.login.isEndedBy(SESSION, SINCE.minus(Duration.ofHours(1)))).isTrue();
	}

}
