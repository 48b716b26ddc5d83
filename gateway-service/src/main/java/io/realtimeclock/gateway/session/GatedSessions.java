package io.realtimeclock.gateway.session;

import java.util.Optional;

import io.realtimeclock.redis.RedisGate;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;

/**
 * The session store, whose commands go through the gate to Redis like all others.
 *
 * @param <S> the store's own type of a session
 */
final class GatedSessions<S extends Session> implements SessionRepository<S> {

	private final SessionRepository<S> sessions;

	private final ObjectProvider<RedisGate> gate;

	GatedSessions(SessionRepository<S> sessions, ObjectProvider<RedisGate> gate) {
		this.sessions = sessions;
		this.gate = gate;
	}

	@Override
	public S createSession() {
		return this.sessions.createSession();
	}

	@Override
	public void save(S session) {
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

		Installation(ObjectProvider<RedisGate> gate) {
			this.gate = gate;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String name) {
			return (bean instanceof SessionRepository<?> sessions) ? new GatedSessions<>(sessions, this.gate) : bean;
		}

	}

}
