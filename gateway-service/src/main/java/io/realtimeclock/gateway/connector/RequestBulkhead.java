package io.realtimeclock.gateway.connector;

import java.time.Duration;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.Callback;

import org.springframework.boot.jetty.autoconfigure.JettyServerProperties;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Leaves a quarter of the server's threads to the probes, while requests wait for Redis
 * or hash a password. Some more requests wait without a thread. In a storm of handshakes,
 * which wait for nothing, there are many more: those run at once, as each one that waits
 * takes up some kilobytes of the heap.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestBulkhead implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

	/** Longer than a storm of as many handshakes as a gateway has connections. */
	private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

	private static final int MOST_WAITING = 500;

	private final int requests;

	RequestBulkhead(JettyServerProperties properties) {
		this.requests = Math.max(1, properties.getThreads().getMax() * 3 / 4);
	}

	@Override
	public void customize(JettyServletWebServerFactory factory) {
		String context = factory.getContextPath();
		factory.addServerCustomizers((server) -> {
			Limit limit = new Limit(server.getHandler(), this.requests, LONGEST_WAIT);
			limit.excludePath(context + "/livez", context + "/readyz");
			server.setHandler(limit);
		});
	}

	/** A request that waited in vain is answered with 503 and when to try again. */
	static final class Limit extends QoSHandler {

		Limit(Handler handler, int requests, Duration longestWait) {
			super(handler);
			setMaxRequestCount(requests);
			// None is refused at once, for which Jetty sends no Retry-After: connections
			// are limited, and each has one request at most
			setMaxSuspendedRequestCount(-1);
			setMaxSuspend(longestWait);
		}

		@Override
		public boolean onConditionsMet(Request request, Response response, Callback callback) throws Exception {
			return (getSuspendedRequestCount() < MOST_WAITING) ? super.onConditionsMet(request, response, callback)
					: nextHandler(request, response, callback);
		}

		@Override
		protected void failSuspended(Request request, Response response, Callback callback, int status,
				Throwable failure) {
			if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
				response.getHeaders().put(HttpHeader.RETRY_AFTER, 2);
			}
			super.failSuspended(request, response, callback, status, failure);
		}

	}

}
