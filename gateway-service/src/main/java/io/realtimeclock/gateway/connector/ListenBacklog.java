package io.realtimeclock.gateway.connector;

import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ServerConnector;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Lets many clients knock at once. Java's own backlog of 50 makes the kernel drop the
 * others' first packets, which they send again a second later, then two, then four.
 */
@Component
class ListenBacklog implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

	// Linux cuts it to net.core.somaxconn
	private static final int BACKLOG = 16_384;

	@Override
	public void customize(JettyServletWebServerFactory factory) {
		factory.addServerCustomizers((server) -> {
			for (Connector connector : server.getConnectors()) {
				if (connector instanceof ServerConnector listener) {
					listener.setAcceptQueueSize(BACKLOG);
				}
			}
		});
	}

}
