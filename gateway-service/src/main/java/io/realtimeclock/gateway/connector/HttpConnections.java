package io.realtimeclock.gateway.connector;

import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.throttle.Throttle;
import io.realtimeclock.logging.LogRateLimiter;
import io.realtimeclock.settings.InvalidSettingException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Limits the HTTP connections of an address and in all, so that descriptors are left for
 * other clients. When there is one too many, the one that has been idle longest is
 * closed; one with a request under way is not. A request that does not arrive in time
 * ends its connection as well. An upgraded connection counts as a WebSocket and no longer
 * here.
 * <p>
 * Jetty's own limits count WebSockets too, and stop accepting instead of closing.
 */
@Component
@Order(0) // within JettyProblems: a request gets here once its body has come
final class HttpConnections implements WebServerFactoryCustomizer<JettyServletWebServerFactory>, Connection.Listener,
		SelectorManager.AcceptListener {

	private static final Log logger = LogFactory.getLog(HttpConnections.class);

	/** A limit that is smaller would hit ordinary clients. */
	private static final int SMALLEST_LIMIT = 100;

	/** For jars, logs and connections to Kafka and Redis. */
	private static final int OTHER_DESCRIPTORS = 100;

	private final AtomicInteger sockets = new AtomicInteger();

	private final OpenConnections open;

	private final TrustedProxies proxies;

	private final Duration requestTimeout;

	private final int limitOfSockets = Math.max(SMALLEST_LIMIT, descriptors() - OTHER_DESCRIPTORS);

	private final int limit;

	private final int limitOfAddress;

	private final Counter slow;

	private final Counter evicted;

	private double evictedWhenLogged;

	private final LogRateLimiter logRate = new LogRateLimiter(Duration.ofSeconds(10));

	HttpConnections(TrustedProxies proxies, Properties properties, GatewayProperties gateway, MeterRegistry meters) {
		this.proxies = proxies;
		this.requestTimeout = properties.requestTimeout();
		this.limit = Math.max(SMALLEST_LIMIT, Math.min(gateway.maxConnections(), this.limitOfSockets));
		this.limitOfAddress = Math.min(this.limit / 4 * 3, Math.max(SMALLEST_LIMIT, gateway.handshakeBurst()));
		this.open = new OpenConnections(this.limit, this.limitOfAddress);
		this.slow = Counter.builder("gateway.requests.slow")
			.description("Connections that were closed since their request did not come in its time")
			.register(meters);
		this.evicted = Counter.builder("gateway.http.connections.evicted")
			.description("HTTP connections that were closed since there were too many of an address or in all")
			.register(meters);
		Gauge.builder("gateway.http.connections", this.open, OpenConnections::count)
			.description("Open HTTP connections, without WebSockets")
			.register(meters);
	}

	/** Return how many files and sockets the process may open. */
	private static int descriptors() {
		return (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)
				? (int) Math.min(Integer.MAX_VALUE, system.getMaxFileDescriptorCount()) : Integer.MAX_VALUE;
	}

	@Override
	public void customize(JettyServletWebServerFactory factory) {
		factory.addServerCustomizers((server) -> {
			for (Connector connector : server.getConnectors()) {
				connector.addBean(this);
			}
			server.setHandler(new CompleteRequests(server.getHandler()));
		});
	}

	@Override
	public void onAccepted(SelectableChannel channel) {
		this.sockets.incrementAndGet();
	}

	@Override
	public void onClosed(SelectableChannel channel) {
		this.sockets.decrementAndGet();
	}

	@Override
	public void onOpened(Connection connection) {
		if (connection instanceof ConnectionMetaData http) {
			boolean full = this.sockets.get() > this.limitOfSockets;
			Connection excess = this.open.add(connection, address(http), full);
			if (excess != null) {
				this.evicted.increment();
				excess.getEndPoint().close();
			}
		}
	}

	/** Return {@code null} for a proxy, whose connections belong to many clients. */
	private @Nullable String address(ConnectionMetaData connection) {
		if (connection.getRemoteSocketAddress() instanceof InetSocketAddress socket && socket.getAddress() != null) {
			String address = socket.getAddress().getHostAddress();
			return this.proxies.isProxy(address) ? null : Throttle.keyOf(address);
		}
		return null;
	}

	@Override
	public void onClosed(Connection connection) {
		this.open.remove(connection);
	}

	@Scheduled(fixedDelay = 1000)
	void disconnectSlow() {
		for (Connection connection : this.open.awaitingRequestLongerThan(this.requestTimeout)) {
			this.slow.increment();
			connection.getEndPoint().close();
		}
		logEvictions();
	}

	private void logEvictions() {
		double count = this.evicted.count();
		if (count > this.evictedWhenLogged && this.logRate.tryAcquire()) {
			logger.warn("Closed " + (long) (count - this.evictedWhenLogged) + " idle HTTP connections: no more than "
					+ this.limitOfAddress + " of an address and " + this.limit + " in all are kept");
			this.evictedWhenLogged = count;
		}
	}

	/** Notes when a request has arrived completely, and when it has been answered. */
	private final class CompleteRequests extends Handler.Wrapper {

		CompleteRequests(Handler handler) {
			super(handler);
		}

		@Override
		public boolean handle(Request request, Response response, Callback callback) throws Exception {
			Connection connection = request.getConnectionMetaData().getConnection();
			HttpConnections.this.open.requestComplete(connection);
			Request.addCompletionListener(request, (failure) -> HttpConnections.this.open.answered(connection));
			return super.handle(request, response, callback);
		}

	}

	/**
	 * Which connections are kept.
	 *
	 * @param requestTimeout how long a client may take to send a request, and the first
	 * one after it has connected
	 */
	@ConfigurationProperties("gateway")
	record Properties(@DefaultValue("10s") Duration requestTimeout) {

		Properties {
			InvalidSettingException.unlessBetween("gateway.request-timeout", requestTimeout, "100ms", "1h");
		}

	}

}
