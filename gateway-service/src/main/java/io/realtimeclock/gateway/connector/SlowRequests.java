package io.realtimeclock.gateway.connector;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.gateway.GatewayProperties;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ConnectionMetaData;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Disconnects whoever takes too long to say what is wanted: connects and says nothing, or
 * sends a request byte by byte, which no idle time-out ends. A WebSocket is none of its
 * business once the handshake is over.
 */
@Component
final class SlowRequests implements WebServerFactoryCustomizer<JettyServletWebServerFactory>, Connection.Listener {

	private final Map<Connection, RequestProgress> connections = new ConcurrentHashMap<>();

	private final Duration limit;

	private final Counter disconnected;

	SlowRequests(GatewayProperties properties, MeterRegistry meters) {
		this.limit = properties.requestTimeout();
		this.disconnected = Counter.builder("gateway.requests.slow")
			.description("Connections that were closed since their request did not come in its time")
			.register(meters);
	}

	@Override
	public void customize(JettyServletWebServerFactory factory) {
		factory.addServerCustomizers((server) -> {
			for (Connector connector : server.getConnectors()) {
				connector.addBean(this);
			}
		});
	}

	@Override
	public void onOpened(Connection connection) {
		if (connection instanceof ConnectionMetaData) {
			this.connections.put(connection, RequestProgress.begin(System.nanoTime()));
		}
	}

	@Override
	public void onClosed(Connection connection) {
		this.connections.remove(connection);
	}

	@Scheduled(fixedDelay = 1000)
	void disconnect() {
		long now = System.nanoTime();
		this.connections.replaceAll((connection, progress) -> progress.seen(connection, now));
		this.connections.forEach((connection, progress) -> {
			if (progress.isOver(now, this.limit)) {
				this.disconnected.increment();
				connection.getEndPoint().close();
			}
		});
	}

}
