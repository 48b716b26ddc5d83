package io.realtimeclock.gateway.session;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.redis.RedisUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Checks the logins of all sockets every second: whether one was ended, whether the
 * sessions still exist, and which of these have to be renewed. Notifications only make an
 * end faster.
 */
@Component
final class SessionRevalidation {

	private static final Log logger = LogFactory.getLog(SessionRevalidation.class);

	private static final int BATCH = 1_000;

	private final LoginRegistry registry;

	private final EndedLogins ended;

	private final SessionStore store;

	private final LoginClock loginClock;

	private final InstantSource clock;

	private final boolean socketsKeepSession;

	SessionRevalidation(LoginRegistry registry, EndedLogins ended, SessionStore store, LoginClock loginClock,
			InstantSource clock, GatewayProperties properties) {
		this.registry = registry;
		this.ended = ended;
		this.store = store;
		this.loginClock = loginClock;
		this.clock = clock;
		this.socketsKeepSession = properties.socketsKeepSession();
	}

	@Scheduled(fixedDelay = 1000)
	void check() {
		this.registry.endExpired(this.clock.instant());
		try {
			RedisHistory before = this.store.history();
			this.loginClock.adjust(before.time());
			this.registry.readIn(before);
			this.ended.find(this.registry.names(), this.registry::end);
			List<OpenSession> sessions = this.registry.sessions();
			List<OpenSession> missing = new ArrayList<>();
			List<OpenSession> present = new ArrayList<>();
			inBatches(sessions, this.store::exist, (session, exists) -> (exists ? present : missing).add(session));
			RedisHistory after = this.store.history();
			if (after.continues(before)) {
				present.forEach((session) -> session.seenIn(before));
				missing.forEach((session) -> endIfMissing(session, before));
				renew(present);
			}
		}
		catch (RedisUnavailableException ex) {
			// No login ends because Redis is away; the health of Redis is logged
			// elsewhere
			logger.debug("The logins are checked later", ex);
		}
	}

	private void endIfMissing(OpenSession session, RedisHistory history) {
		if (session.isEndedIfMissingIn(history)) {
			this.registry.end(session.name(), history.time());
		}
	}

	private void renew(List<OpenSession> sessions) {
		if (this.socketsKeepSession) {
			long now = System.nanoTime();
			List<OpenSession> due = sessions.stream().filter((session) -> session.isUseDue(now)).toList();
			inBatches(due, this.store::use,
					(session, millis) -> session.useAt(now + Duration.ofMillis(Math.max(0, millis)).toNanos()));
		}
	}

	private static <T> void inBatches(List<OpenSession> sessions, Function<List<String>, List<T>> question,
			BiConsumer<OpenSession, T> answer) {
		for (int from = 0; from < sessions.size(); from += BATCH) {
			List<OpenSession> batch = sessions.subList(from, Math.min(from + BATCH, sessions.size()));
			List<T> answers = question.apply(batch.stream().map(OpenSession::id).toList());
			for (int i = 0; i < batch.size(); i++) {
				answer.accept(batch.get(i), answers.get(i));
			}
		}
	}

}
