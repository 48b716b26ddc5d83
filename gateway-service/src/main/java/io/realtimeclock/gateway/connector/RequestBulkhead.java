package io.realtimeclock.gateway.connector;

import java.time.Duration;

import org.eclipse.jetty.http.HttpHeader;
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
 * Leaves a quarter of the server's threads to the probes, however many requests wait for
 * Redis or hash a password. Further requests wait without a thread.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestBulkhead implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

	private final int requests;

	RequestBulkhead(JettyServerProperties properties) {
		this.requests = Math.max(1, properties.getThreads().getMax() * 3 / 4);
	}

	@Override
	public void customize(JettyServletWebServerFactory factory) {
		String context = factory.getContextPath();
		factory.addServerCustomizers((server) -> {
			Limit limit = new Limit(server.getHandler(), this.requests);
			limit.excludePath(context + "/livez", context + "/readyz");
			server.setHandler(limit);
		});
	}

	/** Its refusals say when to try again. */
	private static final class Limit extends QoSHandler {

		private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

		Limit(Handler handler, int requests) {
			super(handler);
			setMaxRequestCount(requests);
			// Connections are limited, and each has one request at most
			setMaxSuspendedRequestCount(-1);
			setMaxSuspend(LONGEST_WAIT);
		}

		@Override
		protected void failSuspended(Request request, Response response, Callback callback, int status,
				Throwable failure) {
			response.getHeaders().put(HttpHeader.RETRY_AFTER, 2);
			super.failSuspended(request, response, callback, status, failure);
		}

	}

}
