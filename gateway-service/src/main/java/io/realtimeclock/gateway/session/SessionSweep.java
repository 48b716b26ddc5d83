package io.realtimeclock.gateway.session;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks after the sessions that have sockets here: just after a socket was opened, when
 * one ought to expire, and now and then, in case Redis's word that one ended was lost.
 * Its cost grows with the sessions that are due.
 */
@Component
final class SessionSweep {

	private static final Log logger = LogFactory.getLog(SessionSweep.class);

	private static final int BATCH = 1_000;

	private final SessionSockets sockets;

	private final SessionStore store;

	private final SessionJudge judge;

	SessionSweep(SessionSockets sockets, SessionStore store, SessionJudge judge) {
		this.sockets = sockets;
		this.store = store;
		this.judge = judge;
	}

	@Scheduled(fixedDelay = 500)
	void look() {
		List<OpenSession> due = this.sockets.dueAt(System.nanoTime());
		if (due.isEmpty()) {
			return;
		}
		try {
			String server = this.store.server();
			Map<Boolean, List<OpenSession>> fresh = due.stream()
				.collect(Collectors.partitioningBy((session) -> session.seen().isFresh()));
			inBatches(fresh.getOrDefault(true, List.of()), (batch) -> lookAtFresh(batch, server));
			inBatches(fresh.getOrDefault(false, List.of()), (batch) -> look(batch, server));
		}
		catch (DataAccessException ex) {
			// Nobody's session ends because Redis is away, which another watch says
			logger.debug("The sessions are looked at later", ex);
			due.forEach((session) -> session.see(session.seen().missed()));
		}
	}

	private static void inBatches(List<OpenSession> sessions, Consumer<List<OpenSession>> action) {
		for (int from = 0; from < sessions.size(); from += BATCH) {
			action.accept(sessions.subList(from, Math.min(from + BATCH, sessions.size())));
		}
	}

	/** One short question is enough as long as none of them has ended. */
	private void lookAtFresh(List<OpenSession> sessions, String server) {
		if (this.store.hasAll(ids(sessions))) {
			sessions.forEach((session) -> this.judge.judge(session, session.seen().timeToLive().leastMillis(), server));
		}
		else {
			look(sessions, server);
		}
	}

	private void look(List<OpenSession> sessions, String server) {
		List<Long> timesToLive = this.store.timesToLive(ids(sessions));
		for (int i = 0; i < sessions.size(); i++) {
			this.judge.judge(sessions.get(i), timesToLive.get(i), server);
		}
	}

	private static List<String> ids(List<OpenSession> sessions) {
		return sessions.stream().map((session) -> session.login().id()).toList();
	}

}
