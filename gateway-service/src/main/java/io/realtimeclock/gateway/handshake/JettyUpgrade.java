package io.realtimeclock.gateway.handshake;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import io.realtimeclock.gateway.broadcast.Broadcaster;
import io.realtimeclock.gateway.broadcast.Broadcaster.ClientHandle;
import io.realtimeclock.gateway.feed.FeedQuery;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Ends a WebSocket's handshake (RFC 6455, section 4.2.2) by giving the client's socket to
 * the broadcaster, which needs little more than that for each client.
 * <p>
 * It also listens for closed sockets: if a connection is reset between the answer and the
 * upgrade, {@link UpgradedConnection#onClose} is never called, and the client's permit
 * would never be released.
 */
@Component
final class JettyUpgrade
		implements WebServerFactoryCustomizer<JettyServletWebServerFactory>, SelectorManager.AcceptListener {

	private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

	// Linux doubles it; what lies in the kernel can't be replaced by a newer message
	private static final int SEND_BUFFER = 4096;

	/** Takes the newest values of some hundred keys at once. */
	private static final int SEND_BUFFER_OF_FEED = 16 * 1024;

	private final Map<SelectableChannel, Runnable> handshakes = new ConcurrentHashMap<>();

	private final Broadcaster broadcaster;

	JettyUpgrade(Broadcaster broadcaster) {
		this.broadcaster = broadcaster;
	}

	@Override
	public void customize(JettyServletWebServerFactory factory) {
		factory.addServerCustomizers((server) -> {
			for (Connector connector : server.getConnectors()) {
				connector.addBean(this);
			}
		});
	}

	/**
	 * Answer a valid handshake and take over its connection.
	 * @param protocol the sub-protocol that was agreed upon
	 * @param query the keys of a feed, {@code null} for the clock
	 * @param lifecycle notified of what happens to the client
	 * @return whether the connection is encrypted
	 * @throws IOException if the handshake could not be answered
	 */
	boolean upgrade(HttpServletRequest request, @Nullable String protocol, @Nullable FeedQuery query,
			ClientLifecycle lifecycle) throws IOException {
		ServletContextRequest jettyRequest = ServletContextRequest.getServletContextRequest(request);
		ConnectionMetaData http = jettyRequest.getConnectionMetaData();
		EndPoint endPoint = http.getConnection().getEndPoint();
		SocketChannel channel = channel(endPoint);
		whenClosed(jettyRequest, channel, lifecycle::disconnected);
		channel.setOption(StandardSocketOptions.SO_SNDBUF, (query != null) ? SEND_BUFFER_OF_FEED : SEND_BUFFER);
		jettyRequest.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE,
				new UpgradedConnection(endPoint, http.getConnector().getExecutor(), channel, query, lifecycle));
		answer(String.valueOf(request.getHeader("Sec-WebSocket-Key")), protocol,
				jettyRequest.getServletContextResponse());
		return endPoint.getTransport() != channel;
	}

	/**
	 * Run an action, at least once, when a handshake's socket is closed or the request is
	 * over without an upgrade.
	 */
	private void whenClosed(ServletContextRequest handshake, SelectableChannel channel, Runnable action) {
		Request.addCompletionListener(handshake, (failure) -> {
			int status = handshake.getServletContextResponse().getStatus();
			if (failure != null || status != HttpStatus.SWITCHING_PROTOCOLS_101) {
				action.run();
			}
		});
		this.handshakes.put(channel, action);
		if (!channel.isOpen()) {
			onClosed(channel);
		}
	}

	@Override
	public void onClosed(SelectableChannel channel) {
		Runnable action = this.handshakes.remove(channel);
		if (action != null) {
			action.run();
		}
	}

	/** On TLS the outer end point has the socket's own as its transport. */
	private static SocketChannel channel(EndPoint endPoint) {
		Object transport = endPoint;
		while (transport instanceof EndPoint outer) {
			transport = outer.getTransport();
		}
		return (SocketChannel) transport;
	}

	private static void answer(String key, @Nullable String protocol, Response response) throws IOException {
		response.setStatus(HttpStatus.SWITCHING_PROTOCOLS_101);
		HttpFields.Mutable headers = response.getHeaders();
		headers.put(HttpHeader.UPGRADE, "WebSocket");
		headers.put(HttpHeader.CONNECTION, "Upgrade");
		headers.put(HttpHeader.SEC_WEBSOCKET_ACCEPT, accept(key));
		if (protocol != null) {
			headers.put(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, protocol);
		}
		try (Blocker.Callback written = Blocker.callback()) {
			response.write(true, null, written);
			written.block();
		}
	}

	private static String accept(String key) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-1")
				.digest((key + KEY_SUFFIX).getBytes(StandardCharsets.ISO_8859_1));
			return Base64.getEncoder().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has SHA-1", ex);
		}
	}

	/**
	 * Replaces the HTTP connection on Jetty's end point. Jetty then only opens and
	 * closes; it no longer reads or writes on its own.
	 */
	private final class UpgradedConnection extends AbstractConnection implements Connection.UpgradeTo {

		private final SocketChannel channel;

		private @Nullable FeedQuery query;

		private final ClientLifecycle lifecycle;

		private ByteBuffer received = ByteBuffer.allocate(0);

		private @Nullable ClientHandle client;

		UpgradedConnection(EndPoint endPoint, Executor executor, SocketChannel channel, @Nullable FeedQuery query,
				ClientLifecycle lifecycle) {
			super(endPoint, executor);
			this.channel = channel;
			this.query = query;
			this.lifecycle = lifecycle;
		}

		@Override
		public void onUpgradeTo(ByteBuffer received) {
			this.received = ByteBuffer.allocate(received.remaining()).put(received).flip();
		}

		@Override
		public void onOpen() {
			super.onOpen();
			// Pings show whether the client is alive
			getEndPoint().setIdleTimeout(0);
			synchronized (this) {
				ClientHandle joined = JettyUpgrade.this.broadcaster.join(this.channel, getEndPoint(), this.received,
						this.query, this.lifecycle::disconnected);
				this.client = joined;
				this.received = ByteBuffer.allocate(0);
				this.query = null;
				this.lifecycle.joined(joined);
			}
		}

		@Override
		public void onClose(@Nullable Throwable cause) {
			super.onClose(cause);
			synchronized (this) {
				if (this.client != null) {
					this.client.disconnected();
				}
				else {
					this.lifecycle.disconnected();
				}
			}
		}

		@Override
		public void onFillable() {
			throw new IllegalStateException("Jetty was not asked to read");
		}

	}

}
