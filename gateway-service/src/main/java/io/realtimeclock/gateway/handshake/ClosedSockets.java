package io.realtimeclock.gateway.handshake;

import java.nio.channels.SelectableChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Request;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Notifies of the end of each handshake's socket. Nothing else does so for every
 * handshake: a connection that is reset between the answer and the upgrade never becomes
 * a WebSocket, and no WebSocket is closed.
 */
@Component
final class ClosedSockets
		implements WebServerFactoryCustomizer<JettyServletWebServerFactory>, SelectorManager.AcceptListener {

	private final Map<SelectableChannel, Runnable> actions = new ConcurrentHashMap<>();

	ClosedSockets() {
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
	 * Run an action, at least once, when a handshake's socket is closed or the request is
	 * over without an upgrade.
	 */
	void whenClosed(HttpServletRequest request, Runnable action) {
		ServletContextRequest handshake = ServletContextRequest.getServletContextRequest(request);
		Request.addCompletionListener(handshake, (failure) -> {
			int status = handshake.getServletContextResponse().getStatus();
			if (failure != null || status != HttpStatus.SWITCHING_PROTOCOLS_101) {
				action.run();
			}
		});
		SelectableChannel channel = JettyUpgrade
			.channel(handshake.getConnectionMetaData().getConnection().getEndPoint());
		this.actions.put(channel, action);
		if (!channel.isOpen()) {
			onClosed(channel);
		}
	}

	@Override
	public void onClosed(SelectableChannel channel) {
		Runnable action = this.actions.remove(channel);
		if (action != null) {
			action.run();
		}
	}

}
