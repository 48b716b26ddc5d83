package io.realtimeclock.gateway.handshake;

import java.util.Objects;

import io.realtimeclock.gateway.fanout.FanOut;
import io.realtimeclock.gateway.fanout.Membership;
import io.realtimeclock.gateway.fanout.frame.CloseCode;
import jakarta.websocket.Session;

import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/** Serves the clients whose socket stays with the server. */
@Component
final class SessionHandler extends AbstractWebSocketHandler {

	/** The attribute with the client's visit. */
	static final String VISIT = SessionHandler.class.getName() + ".visit";

	private static final String MEMBERSHIP = SessionHandler.class.getName() + ".membership";

	private static final int LARGEST_MESSAGE = 1024;

	private final FanOut fanOut;

	SessionHandler(FanOut fanOut) {
		this.fanOut = fanOut;
	}

	@Override
	public void afterConnectionEstablished(WebSocketSession session) {
		session.setTextMessageSizeLimit(LARGEST_MESSAGE);
		session.setBinaryMessageSizeLimit(LARGEST_MESSAGE);
		Session server = ((NativeWebSocketSession) session).getNativeSession(Session.class);
		if (server == null) {
			throw new IllegalStateException("The server has no standard WebSocket session");
		}
		// Pings tell whether the client lives
		server.setMaxIdleTimeout(0);
		Visit visit = attribute(session, VISIT, Visit.class);
		Membership membership = this.fanOut.join(server, visit::gone);
		session.getAttributes().put(MEMBERSHIP, membership);
		visit.joined(membership);
	}

	@Override
	protected void handleTextMessage(WebSocketSession session, TextMessage message) {
		refuse(session);
	}

	@Override
	protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
		refuse(session);
	}

	@Override
	protected void handlePongMessage(WebSocketSession session, PongMessage message) {
		membership(session).answeredPing();
	}

	@Override
	public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
		// There is none if it was closed while it was being opened
		if (session.getAttributes().get(MEMBERSHIP) instanceof Membership membership) {
			membership.leave();
		}
	}

	private static void refuse(WebSocketSession session) {
		membership(session).close(CloseCode.POLICY_VIOLATION, "no messages taken");
	}

	private static Membership membership(WebSocketSession session) {
		return attribute(session, MEMBERSHIP, Membership.class);
	}

	private static <T> T attribute(WebSocketSession session, String name, Class<T> type) {
		return Objects.requireNonNull(type.cast(session.getAttributes().get(name)), name);
	}

}
