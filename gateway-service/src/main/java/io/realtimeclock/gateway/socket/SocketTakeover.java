package io.realtimeclock.gateway.socket;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.fanout.FanOut;
import io.realtimeclock.gateway.fanout.Membership;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpStream;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Ends a WebSocket's handshake by giving the client's socket to the fan-out, which then
 * holds little more than that for each client and writes to it at the kernel's own price.
 */
@Component
public final class SocketTakeover {

	// Linux doubles it; what lies in the kernel can't be replaced by a newer tick
	private static final int SEND_BUFFER = 4096;

	private final FanOut fanOut;

	private final boolean wanted;

	SocketTakeover(FanOut fanOut, GatewayProperties properties) {
		this.fanOut = fanOut;
		this.wanted = properties.direct();
	}

	/**
	 * Answer the handshake and take the socket, if there is a plain one to be had.
	 * @param request the handshake's request, found to be in order
	 * @param protocol the sub-protocol that was agreed upon
	 * @param onJoined what is told the client's place in the fan-out
	 * @param onGone what is run, at least once, when the client has gone
	 * @return {@code false} if nothing was done, since the connection is encrypted, the
	 * server isn't Jetty or isn't as it was, or the configuration doesn't want it
	 * @throws IOException if the handshake could not be answered
	 */
	public boolean take(HttpServletRequest request, @Nullable String protocol, Consumer<Membership> onJoined,
			Runnable onGone) throws IOException {
		ServletContextRequest jettyRequest = this.wanted ? JettyRequests.of(request) : null;
		if (jettyRequest == null) {
			return false;
		}
		ConnectionMetaData http = jettyRequest.getConnectionMetaData();
		EndPoint endPoint = http.getConnection().getEndPoint();
		if (!(endPoint.getTransport() instanceof SocketChannel channel)) {
			return false;
		}
		channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
		TakenConnection taken = new TakenConnection(endPoint, http.getConnector().getExecutor(), this.fanOut, channel,
				onJoined, onGone);
		jettyRequest.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, taken);
		new HandshakeAnswer(String.valueOf(request.getHeader("Sec-WebSocket-Key")), protocol)
			.send(jettyRequest.getServletContextResponse());
		return true;
	}

}
