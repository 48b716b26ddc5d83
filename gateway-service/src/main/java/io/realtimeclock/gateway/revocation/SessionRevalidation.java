package io.realtimeclock.gateway.revocation;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

import io.realtimeclock.gateway.revocation.Login.LoginName;
import io.realtimeclock.gateway.revocation.LoginRegistry.OpenSession;
import io.realtimeclock.redis.RedisUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
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

	static final long PERIOD_MILLIS = 1_000;

	private static final int BATCH = 1_000;

	private static final int CHECKS_PER_ROUND = 5;

	private static final Duration OVERLAP = Duration.ofSeconds(5);

	private final LoginRegistry registry;

	private final EndedLogins ended;

	private final SessionStore store;

	private final LoginClock loginClock;

	private final InstantSource clock;

	private final boolean socketsKeepSession;

	private SessionStore.@Nullable History last;

	private boolean allDue = true;

	private List<LoginName> round = List.of();

	private int part;

	SessionRevalidation(LoginRegistry registry, EndedLogins ended, SessionStore store, LoginClock loginClock,
			InstantSource clock, Properties properties) {
		this.registry = registry;
		this.ended = ended;
		this.store = store;
		this.loginClock = loginClock;
		this.clock = clock;
		this.socketsKeepSession = properties.socketsKeepSession();
	}

	@Scheduled(fixedDelay = PERIOD_MILLIS)
	void check() {
		this.registry.endExpired(this.clock.instant());
		List<LoginName> registered = this.registry.registeredNames();
		boolean allDue = this.allDue;
		// If this check fails
		this.allDue = true;
		try {
			SessionStore.History before = this.store.history();
			this.loginClock.adjust(before.time());
			checkEnds(before, allDue, registered);
			checkSessions(before);
			this.last = before;
			this.allDue = false;
		}
		catch (RedisUnavailableException ex) {
			// No login ends because Redis is away; the health of Redis is logged
			// elsewhere
			logger.debug("The logins are checked later", ex);
		}
	}

	/**
	 * Find the logins that have ended since the last check: a single command if none has.
	 * The keys of all names are read when something may have been missed, and in any case
	 * once in several checks.
	 */
	private void checkEnds(SessionStore.History now, boolean allDue, List<LoginName> registered) {
		SessionStore.History last = this.last;
		boolean known = !allDue && last != null && now.isShortlyAfter(last)
				&& this.ended.findSince(last.time().minus(OVERLAP), this.registry::end);
		if (!known) {
			this.round = List.of();
			this.ended.find(this.registry.names(), this.registry::end);
			return;
		}
		if (this.round.isEmpty()) {
			this.round = this.registry.names();
			this.part = this.round.size() / CHECKS_PER_ROUND + 1;
		}
		int count = Math.min(this.part, this.round.size());
		this.ended.find(this.round.subList(0, count), this.registry::end);
		this.round = this.round.subList(count, this.round.size());
		// They may have ended before they were registered
		this.ended.find(registered, this.registry::end);
	}

	private void checkSessions(SessionStore.History before) {
		List<OpenSession> all = this.registry.sessions();
		List<OpenSession> missing = new ArrayList<>();
		List<OpenSession> present = new ArrayList<>(all.size());
		inBatches(all, this.store::exist, (session, exists) -> (exists ? present : missing).add(session));
		if (this.store.history().continues(before)) {
			boolean dataLost = this.last == null || !before.continues(this.last);
			present.stream().filter(OpenSession::isLost).forEach((session) -> session.lost(false));
			missing.forEach((session) -> endUnlessLost(session, dataLost, before));
			renew(present);
		}
	}

	/** End a session that is missing, unless Redis has lost it with other data. */
	private void endUnlessLost(OpenSession session, boolean dataLost, SessionStore.History history) {
		if (dataLost || session.isLost()) {
			session.lost(true);
		}
		else {
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

	private static <T> void inBatches(List<OpenSession> sessions, Function<List<OpenSession>, List<T>> question,
			BiConsumer<OpenSession, T> answer) {
		for (int from = 0; from < sessions.size(); from += BATCH) {
			List<OpenSession> batch = sessions.subList(from, Math.min(from + BATCH, sessions.size()));
			List<T> answers = question.apply(batch);
			for (int i = 0; i < batch.size(); i++) {
				answer.accept(batch.get(i), answers.get(i));
			}
		}
	}

	/**
	 * How sessions are kept.
	 *
	 * @param socketsKeepSession whether an open socket counts as use of its session,
	 * which otherwise expires after {@code spring.session.timeout}
	 */
	@ConfigurationProperties("gateway")
	record Properties(@DefaultValue("true") boolean socketsKeepSession) {

	}

}
