package io.realtimeclock.gateway.session;

import java.nio.charset.StandardCharsets;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Hears from Redis that a session was deleted or has expired, on whichever replica its
 * user logged out, by Redis's keyspace notifications; and from another replica that all
 * that a user has open is to end.
 */
@Component
final class SessionEvents implements DisposableBean {

	private static final Log logger = LogFactory.getLog(SessionEvents.class);

	private final RedisConnectionFactory redis;

	private final KeyspaceEvents events;

	private final EndedSessions listener;

	private final SessionSockets sockets;

	private @Nullable RedisConnection subscription;

	SessionEvents(RedisConnectionFactory redis, EndedSessions listener, SessionSockets sockets) {
		this.redis = redis;
		this.events = new KeyspaceEvents(redis);
		this.listener = listener;
		this.sockets = sockets;
	}

	/** Redis may come later, and forgets the setting when it starts anew. */
	@Scheduled(fixedDelay = 1000)
	synchronized void listen() {
		try {
			if (this.subscription == null) {
				this.subscription = subscribe();
			}
			if (this.events.switchOn()) {
				// Whatever ended before
				this.sockets.lookAtAll();
			}
		}
		catch (DataAccessException ex) {
			// Another watch says that Redis is away
			logger.debug("No events of sessions yet", ex);
		}
	}

	private RedisConnection subscribe() {
		RedisConnection connection = this.redis.getConnection();
		try {
			connection.pSubscribe(this.listener, channel("del"), channel("expired"), UserLogins.ENDED);
			return connection;
		}
		catch (DataAccessException ex) {
			connection.close();
			throw ex;
		}
	}

	private static byte[] channel(String event) {
		return ("__keyevent@*__:" + event).getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public synchronized void destroy() {
		if (this.subscription != null) {
			this.subscription.close();
		}
	}

}
