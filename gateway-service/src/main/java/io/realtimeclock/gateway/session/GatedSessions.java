package io.realtimeclock.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.realtimeclock.gateway.revocation.LoginClock;
import io.realtimeclock.redis.RedisGate;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;

/**
 * The session store, whose commands go through the gate to Redis like all others, and
 * whose sessions expire by the clock of Redis alone.
 *
 * @param <S> the store's own type of a session
 */
final class GatedSessions<S extends Session> implements SessionRepository<S> {

	private static final Duration TOLERANCE = Duration.ofSeconds(1);

	private final SessionRepository<S> sessions;

	private final ObjectProvider<RedisGate> gate;

	private final ObjectProvider<LoginClock> clock;

	GatedSessions(SessionRepository<S> sessions, ObjectProvider<RedisGate> gate, ObjectProvider<LoginClock> clock) {
		this.sessions = sessions;
		this.gate = gate;
		this.clock = clock;
	}

	@Override
	public S createSession() {
		return this.sessions.createSession();
	}

	/**
	 * Save a session. The store sets its expiry as an instant, which Redis compares with
	 * its own clock: by a gateway's clock that is slow the session would end at once. A
	 * small difference stays, since each request saves its session twice, and the second
	 * time there is nothing to write.
	 */
	@Override
	public void save(S session) {
		Instant now = this.clock.getObject().now();
		if (Duration.between(session.getLastAccessedTime(), now).abs().compareTo(TOLERANCE) > 0) {
			session.setLastAccessedTime(now);
		}
		this.gate.getObject().run(() -> this.sessions.save(session));
	}

	@Override
	public @Nullable S findById(String id) {
		return this.gate.getObject().call(() -> Optional.ofNullable(this.sessions.findById(id))).orElse(null);
	}

	@Override
	public void deleteById(String id) {
		this.gate.getObject().run(() -> this.sessions.deleteById(id));
	}

	/** Puts the gate before the store that Spring Session has set up. */
	@Component
	static final class Installation implements BeanPostProcessor {

		private final ObjectProvider<RedisGate> gate;

		private final ObjectProvider<LoginClock> clock;

		Installation(ObjectProvider<RedisGate> gate, ObjectProvider<LoginClock> clock) {
			this.gate = gate;
			this.clock = clock;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String name) {
			return (bean instanceof SessionRepository<?> sessions)
					? new GatedSessions<>(sessions, this.gate, this.clock) : bean;
		}

	}

}
