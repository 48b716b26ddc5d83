package io.realtimeclock.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.revocation.Login;
import io.realtimeclock.gateway.revocation.Login.LoginName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Which session in Redis is a login, and whose.
 */
class SessionValidityTests {

	private static final Duration LIFE = Duration.ofHours(1);

	private static final String ANN = "users.ann=" + RunningGateway.HASH;

	/** Another hash of the same password. */
	private static final String OTHER_HASH = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("tick-tock");

	@RegisterExtension
	static final SessionParts parts = SessionParts.start(ANN, "roles.ann=trader", "session-life=1h");

	@Test
	void isTheLoginOfItsUserWithAllItsNames() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		parts.clock().begin(request);
		Instant since = parts.clock().beginOf(request);
		StoredSession session = StoredSession.of(parts, StoredSession.password(parts, "ann"), request);
		Instant created = Instant.now();
		Authentication authentication = Objects.requireNonNull(session.check(parts, created));
		assertThat(authentication.isAuthenticated()).isTrue();
		assertThat(authentication.getName()).isEqualTo("ann");
		Login login = Objects.requireNonNull(Login.of(authentication));
		assertThat(login.user()).isEqualTo("ann");
		assertThat(login.sessionId()).isEqualTo(session.id());
		assertThat(login.names()).containsExactly(LoginName.session(session.id()), LoginName.user("ann"));
		assertThat(login.since().toEpochMilli()).isEqualTo(since.toEpochMilli());
		assertThat(login.expiresAt()).isEqualTo(created.plus(LIFE));
	}

	@Test
	void isRegisteredAsASessionOfItsUser() {
		StoredSession session = StoredSession.of(parts, "ann");
		assertThat(parts.logins().idsOf("ann")).containsExactly(session.id());
		assertThat(parts.logins().idsOf("bob")).isEmpty();
	}

	@Test
	void isNoLoginIfItHoldsNone() {
		StoredSession session = StoredSession.of(parts, "ann");
		assertThat(new StoredSession(session.id(), "{}").check(parts)).isNull();
		assertThat(new StoredSession(session.id(), "no JSON").check(parts)).isNull();
		assertThat(new StoredSession(session.id(), 5).check(parts)).isNull();
		assertThat(parts.validity().check(session.id(), Instant.now(), null)).isNull();
	}

	@Test
	void endsWithTheLongestLife() {
		StoredSession session = StoredSession.of(parts, "ann");
		assertThat(session.check(parts, Instant.now().minus(LIFE).plusSeconds(60))).isNotNull();
		assertThat(session.check(parts, Instant.now().minus(LIFE).minusSeconds(1))).isNull();
	}

	@Test
	void isNoLoginIfItBeginsInTheFarFuture() {
		StoredSession session = StoredSession.of(parts, "ann");
		assertThat(session.check(parts, Instant.now().plus(LIFE).minusSeconds(60))).isNotNull();
		assertThat(session.check(parts, Instant.now().plus(LIFE).plusSeconds(60))).isNull();
	}

	@Test
	void endsWithThePasswordItWasMadeWith() {
		StoredSession session = StoredSession.of(parts, "ann");
		try (SessionParts same = parts.replica(ANN); SessionParts other = parts.replica("users.ann=" + OTHER_HASH)) {
			assertThat(session.check(same)).isNotNull();
			assertThat(session.check(other)).isNull();
		}
	}

	@Test
	void endsWithItsUser() {
		StoredSession session = StoredSession.of(parts, "ann");
		try (SessionParts without = parts.replica("users.bob=" + RunningGateway.HASH)) {
			assertThat(session.check(without)).isNull();
		}
	}

	@Test
	void hasTheRolesThatItsUserHasNow() {
		StoredSession session = StoredSession.of(parts, "ann");
		assertThat(session.authorities(parts)).containsExactly("ROLE_USER", "ROLE_trader");
		try (SessionParts promoted = parts.replica(ANN, "roles.ann=admin")) {
			assertThat(session.authorities(promoted)).containsExactly("ROLE_USER", "ROLE_admin");
		}
	}

	@Test
	void endsWhenItsUserIsLoggedOut() {
		StoredSession session = StoredSession.of(parts, "ann");
		assertThat(session.check(parts)).isNotNull();
		parts.logins().end("ann");
		assertThat(session.check(parts)).isNull();
	}

	@Test
	void isValidIfItBeganAfterItsUserWasLoggedOut() {
		parts.logins().end("ann");
		await().atMost(Duration.ofSeconds(5)).until(() -> StoredSession.of(parts, "ann").check(parts) != null);
	}

	@Test
	void ofAnOpenIdProviderKeepsItsTokenAndItsRoles() {
		StoredSession session = StoredSession.of(parts, StoredSession.oidc("carol", "s1"));
		Authentication login = Objects.requireNonNull(session.check(parts));
		assertThat(login.getName()).isEqualTo("carol");
		assertThat(session.authorities(parts)).containsExactly("ROLE_at_login");
		assertThat(login).isInstanceOfSatisfying(OAuth2AuthenticationToken.class, (token) -> {
			assertThat(token.getAuthorizedClientRegistrationId()).isEqualTo("staff");
			assertThat(((OidcUser) token.getPrincipal()).getIdToken().getTokenValue()).isEqualTo("the.id.token");
			assertThat(((OidcUser) token.getPrincipal()).getAuthorities()).hasSize(1);
		});
	}

	@Test
	void ofAnOpenIdProviderEndsWhenTheProviderSaysSo() {
		StoredSession first = StoredSession.of(parts, StoredSession.oidc("carol", "s1"));
		StoredSession second = StoredSession.of(parts, StoredSession.oidc("carol", "s2"));
		parts.logins().endOidcLogin("https://login.example.org sid s1");
		assertThat(first.check(parts)).isNull();
		assertThat(second.check(parts)).isNotNull();
		parts.logins().endOidcLogin("https://login.example.org sub carol");
		assertThat(second.check(parts)).isNull();
	}

	@Test
	void knowsWhereItCameFrom() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setRemoteAddr("192.0.2.7");
		request.addHeader("User-Agent", "Firefox/140.0 (X11; Linux)");
		StoredSession session = StoredSession.of(parts, StoredSession.password(parts, "ann"), request);
		assertThat(parts.validity().originOf(session.login()))
			.isEqualTo(new LoginOrigin("192.0.2.7", "Firefox on Linux"));
	}

	@Test
	void cameFromAnUnknownPlaceIfThatWasNotStored() {
		String before = "{\"user\":\"ann\",\"authorities\":[],\"since\":1}";
		assertThat(parts.validity().originOf(before)).isEqualTo(LoginOrigin.UNKNOWN);
		assertThat(parts.validity().originOf("no JSON")).isEqualTo(LoginOrigin.UNKNOWN);
		assertThat(parts.validity().originOf(null)).isEqualTo(LoginOrigin.UNKNOWN);
	}

}
