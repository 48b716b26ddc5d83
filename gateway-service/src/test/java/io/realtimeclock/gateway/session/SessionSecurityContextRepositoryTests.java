package io.realtimeclock.gateway.session;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import io.realtimeclock.gateway.RunningGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The login that a request has by its session.
 */
class SessionSecurityContextRepositoryTests {

	@RegisterExtension
	static final SessionParts parts = SessionParts.start("users.ann=" + RunningGateway.HASH,
			"users.bob=" + RunningGateway.HASH);

	private final MapSessionRepository sessions = new MapSessionRepository(new ConcurrentHashMap<>());

	private final SessionSecurityContextRepository repository = repository(parts);

	private SessionSecurityContextRepository repository(SessionParts parts) {
		return new SessionSecurityContextRepository(new SessionCookies(), this.sessions, parts.validity(),
				parts.own(this.sessions), parts.clock());
	}

	@Test
	void aHandshakeHasTheLoginOfTheFirstCookieWithOneAndMakesNoSession() {
		String valid = store("ann");
		String ended = store("bob");
		parts.logins().end("bob");
		MockHttpServletRequest request = SessionCookiesTests.request("/time/tic/", false);
		request.setCookies(SessionCookiesTests.cookies("SESSION", ended, valid));
		assertThat(Objects.requireNonNull(login(request)).getName()).isEqualTo("ann");
		assertThat(request.getSession(false)).isNull();
	}

	@Test
	void aHandshakeWithoutAValidSessionHasNoLogin() {
		MockHttpServletRequest request = SessionCookiesTests.request("/feeds/prices", false);
		assertThat(login(request)).isNull();
		request.setCookies(SessionCookiesTests.cookies("SESSION", "unknown"));
		assertThat(login(request)).isNull();
	}

	@Test
	void aHandshakeDoesNotCountAsUseOfTheServletSession() {
		MockHttpServletRequest request = SessionCookiesTests.request("/time/tic/", false);
		logIn(request);
		assertThat(login(request)).isNull();
	}

	@Test
	void aPageHasTheLoginOfItsSession() {
		MockHttpServletRequest request = SessionCookiesTests.request("/", false);
		assertThat(this.repository.containsContext(request)).isFalse();
		logIn(request);
		assertThat(Objects.requireNonNull(login(request)).getName()).isEqualTo("ann");
		assertThat(this.repository.containsContext(request)).isTrue();
	}

	@Test
	void aPageEndsASessionWhoseLoginHasEnded() {
		MockHttpServletRequest request = SessionCookiesTests.request("/", false);
		logIn(request);
		MockHttpSession session = (MockHttpSession) Objects.requireNonNull(request.getSession(false));
		parts.logins().end("ann");
		assertThat(login(request)).isNull();
		assertThat(session.isInvalid()).isTrue();
	}

	@Test
	void aPageDoesNotEndASessionWithAPasswordThatIsOnlyUnknownHere() {
		MockHttpServletRequest request = SessionCookiesTests.request("/", false);
		logIn(request);
		try (SessionParts behind = parts.replica("users.ann={noop}old")) {
			assertThat(repository(behind).loadDeferredContext(request).get().getAuthentication()).isNull();
		}
		assertThat(login(request)).isNotNull();
	}

	@Test
	void aLoginEndsThePreviousSessionOfTheBrowser() {
		String previous = store("bob");
		MockHttpServletRequest request = SessionCookiesTests.request("/login", false);
		request.setCookies(SessionCookiesTests.cookies("SESSION", previous));
		logIn(request);
		assertThat(this.sessions.findById(previous)).isNull();
		assertThat(Objects.requireNonNull(request.getSession(false)).getId()).isNotEqualTo(previous);
	}

	@Test
	void aRequestWithoutALoginStoresNone() {
		MockHttpServletRequest request = SessionCookiesTests.request("/", false);
		this.repository.saveContext(new SecurityContextImpl(), request, new MockHttpServletResponse());
		assertThat(request.getSession(false)).isNull();
	}

	@Test
	void aLoginIsAsOldAsTheRequestThatMakesIt() {
		MockHttpServletRequest request = SessionCookiesTests.request("/login", false);
		Instant before = Instant.now();
		this.repository.loadDeferredContext(request);
		Instant begin = parts.clock().beginOf(request);
		assertThat(begin).isBetween(before, Instant.now());
		assertThat(parts.clock().beginOf(request)).as("whenever it is asked").isEqualTo(begin);
	}

	private @Nullable Authentication login(MockHttpServletRequest request) {
		return this.repository.loadDeferredContext(request).get().getAuthentication();
	}

	private void logIn(MockHttpServletRequest request) {
		this.repository.saveContext(new SecurityContextImpl(StoredSession.password(parts, "ann")), request,
				new MockHttpServletResponse());
	}

	/** Store a session with a login of a user, and return its id. */
	private String store(String user) {
		StoredSession stored = StoredSession.of(parts, user);
		MapSession session = new MapSession(stored.id());
		session.setAttribute(SessionValidity.ATTRIBUTE, stored.login());
		this.sessions.save(session);
		return stored.id();
	}

}
