package io.realtimeclock.gateway.session;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.Message;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.stereotype.Component;

/**
 * Closes the sockets of a session, or of a user, of which Redis says that it has ended.
 */
@Component
final class EndedSessions implements MessageListener {

	private final SessionStore store;

	private final SessionSockets sockets;

	EndedSessions(SessionStore store, SessionSockets sockets) {
		this.store = store;
		this.sockets = sockets;
	}

	@Override
	public void onMessage(Message message, byte @Nullable [] pattern) {
		if (Arrays.equals(message.getChannel(), UserLogins.ENDED)) {
			this.sockets.endUser(new String(message.getBody(), StandardCharsets.UTF_8));
			return;
		}
		String id = this.store.idOf(message.getBody());
		if (!id.isEmpty()) {
			this.sockets.end(id);
		}
	}

}
