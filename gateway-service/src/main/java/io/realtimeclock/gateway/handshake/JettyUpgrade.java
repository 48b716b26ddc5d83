package io.realtimeclock.gateway.handshake;

import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.realtimeclock.gateway.fanout.FanOut;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus.Code;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeFailureException;
import org.springframework.web.socket.server.RequestUpgradeStrategy;

/**
 * Ends Spring's handshake by putting our own connection in the place of Jetty's HTTP
 * connection. Everything that reaches into Jetty stands here and in the fan-out's client
 * connection; it uses only Jetty's public interfaces.
 */
@Component
final class JettyUpgrade implements RequestUpgradeStrategy {

	private static final int RETRY_AFTER_SECONDS = 5;

	private final Admission admission;

	private final FanOut fanOut;

	JettyUpgrade(Admission admission, FanOut fanOut) {
		this.admission = admission;
		this.fanOut = fanOut;
	}

	@Override
	public String[] getSupportedVersions() {
		return new String[] { "13" };
	}

	/**
	 * Support none: a tick of a hundred bytes gains nothing from compression, which costs
	 * 200 KB of native memory a client.
	 */
	@Override
	public List<WebSocketExtension> getSupportedExtensions(ServerHttpRequest request) {
		return List.of();
	}

	@Override
	public void upgrade(ServerHttpRequest request, ServerHttpResponse response, @Nullable String selectedProtocol,
			List<WebSocketExtension> selectedExtensions, @Nullable Principal user, WebSocketHandler handler,
			Map<String, Object> attributes) {
		if (user == null) {
			throw new HandshakeFailureException("Nobody is logged in");
		}
		String name = user.getName();
		HttpStatus answer = this.admission.enter(name);
		if (answer != HttpStatus.SWITCHING_PROTOCOLS) {
			response.setStatusCode(answer);
			response.getHeaders().set("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
			return;
		}
		AtomicBoolean left = new AtomicBoolean();
		Runnable leave = () -> {
			if (left.compareAndSet(false, true)) {
				this.admission.leave(name);
			}
		};
		try {
			upgrade((ServletServerHttpRequest) request, leave);
		}
		catch (IOException | RuntimeException ex) {
			leave.run();
			throw new HandshakeFailureException("The connection could not be upgraded", ex);
		}
	}

	private void upgrade(ServletServerHttpRequest request, Runnable onClosed) throws IOException {
		ServletContextRequest jettyRequest = ServletContextRequest
			.getServletContextRequest(request.getServletRequest());
		Connection http = jettyRequest.getConnectionMetaData().getConnection();
		Connector connector = jettyRequest.getConnectionMetaData().getConnector();
		Connection client = this.fanOut.connect(http.getEndPoint(), connector.getExecutor(),
				connector.getByteBufferPool(), onClosed);
		Response response = jettyRequest.getServletContextResponse();
		response.setStatus(Code.SWITCHING_PROTOCOLS.getCode());
		response.getHeaders().put(HttpHeader.UPGRADE, "WebSocket");
		response.getHeaders().put(HttpHeader.CONNECTION, "Upgrade");
		response.getHeaders()
			.put(HttpHeader.SEC_WEBSOCKET_ACCEPT,
					AcceptKey.of(String.valueOf(request.getHeaders().getFirst("Sec-WebSocket-Key"))));
		Request.addCompletionListener(jettyRequest, (failure) -> {
			if (failure != null) {
				onClosed.run();
			}
		});
		jettyRequest.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, client);
		try (Blocker.Callback written = Blocker.callback()) {
			response.write(true, null, written);
			written.block();
		}
	}

}
