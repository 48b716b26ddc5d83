package io.realtimeclock.gateway.session;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.realtimeclock.gateway.Replica;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.admission.Admission.Permit;
import io.realtimeclock.gateway.revocation.Login;
import io.realtimeclock.gateway.revocation.Login.LoginName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The sessions that a user sees and ends.
 */
class OwnSessionsTests {

	@RegisterExtension
	static final SessionParts parts = SessionParts.start("users.ann=" + RunningGateway.HASH,
			"users.bob=" + RunningGateway.HASH);

	private final MapSessionRepository sessions = new MapSessionRepository(new ConcurrentHashMap<>());

	private final Set<String> closed = new HashSet<>();

	private final OwnSessions own = parts.own(this.sessions);

	@Test
	void areThoseOfTheUserTheNewestFirst() {
		String older = begin("ann", 1_000);
		String newer = begin("ann", 2_000);
		String newest = begin("ann", 3_000);
		begin("bob", 4_000);
		assertThat(this.own.list("ann")).extracting(OwnSessions.OwnSession::name)
			.containsExactly(name(newest), name(newer), name(older));
	}

	@Test
	void sayWhenAndFromWhereTheUserLoggedIn() {
		begin("ann", 1_000);
		assertThat(this.own.list("ann")).singleElement().satisfies((session) -> {
			assertThat(session.since()).isEqualTo(Instant.ofEpochMilli(1_000));
			assertThat(session.address()).isEqualTo("192.0.2.7");
			assertThat(session.browser()).isEqualTo("curl");
			assertThat(session.sockets()).isZero();
		});
	}

	@Test
	void countTheSocketsOfEachOnAllReplicas() {
		String one = begin("ann", 1_000);
		begin("ann", 2_000);
		try (Replica replica = Replica.start(parts.redisPort(), "replica=other")) {
			replica.enter(Permit.of("ann", name(one), "192.0.2.7", Instant.now()));
			replica.enter(Permit.of("ann", name(one), "192.0.2.7", Instant.now()));
			// A replica that has just started may register what it holds a moment later
			await().untilAsserted(() -> assertThat(this.own.list("ann")).extracting(OwnSessions.OwnSession::sockets)
				.containsExactly(0L, 2L));
		}
	}

	@Test
	void leaveOutThoseThatAreGoneOrNoLonger() {
		this.sessions.deleteById(begin("ann", 1_000));
		begin("ann", 2_000);
		parts.logins().end("ann");
		String valid = begin("ann", Instant.now().plusSeconds(60).toEpochMilli());
		assertThat(this.own.list("ann")).extracting(OwnSessions.OwnSession::name).containsExactly(name(valid));
	}

	@Test
	void endOneByOneByTheirPublicName() {
		String one = begin("ann", 1_000);
		String other = begin("ann", 2_000);
		this.own.end("ann", name(one));
		assertEnded(one, true);
		assertEnded(other, false);
	}

	@Test
	void endOnlyIfTheyAreTheUsersOwn() {
		String foreign = begin("bob", 1_000);
		this.own.end("ann", name(foreign));
		assertEnded(foreign, false);
	}

	@Test
	void endAllAtOnceButTheCurrentOne() {
		String current = begin("ann", 1_000);
		String other = begin("ann", 2_000);
		String foreign = begin("bob", 3_000);
		this.own.endOthers("ann", name(current));
		assertEnded(current, false);
		assertEnded(other, true);
		assertEnded(foreign, false);
		this.own.endOthers("ann", null);
		assertEnded(current, true);
	}

	private void assertEnded(String id, boolean ended) {
		assertThat(this.sessions.findById(id) == null).isEqualTo(ended);
		assertThat(this.closed.contains(id)).as("its socket is closed").isEqualTo(ended);
	}

	/**
	 * Log a user in at an instant, in epoch milliseconds, open a socket and return the
	 * session's id.
	 */
	private String begin(String user, long since) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setRemoteAddr("192.0.2.7");
		request.addHeader("User-Agent", "curl/8.0");
		StoredSession stored = StoredSession.of(parts, StoredSession.password(parts, user), request);
		String login = stored.login().toString().replaceFirst("\"since\":\\d+", "\"since\":" + since);
		MapSession session = new MapSession(stored.id());
		session.setAttribute(SessionValidity.ATTRIBUTE, login);
		this.sessions.save(session);
		parts.registry().register(socketOf(user, stored.id()), () -> this.closed.add(stored.id()));
		return stored.id();
	}

	private static Login socketOf(String user, String id) {
		Instant now = Instant.now();
		return new Login(user, id, List.of(LoginName.session(id)), Set.of(), now, now.plusSeconds(60));
	}

	private static String name(String id) {
		return LoginName.session(id).text();
	}

}
