package io.realtimeclock.gateway.connector;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

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
 * Leaves some of the server's threads to the probes, while requests wait for Redis or
 * hash a password. Some more requests wait without a thread, each in some kilobytes of
 * the heap. Beyond these a request runs at once as long as requests are quick, as in a
 * storm of handshakes, and is refused otherwise.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestBulkhead implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

	/** Longer than a storm of as many handshakes as a gateway has connections. */
	private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

	private static final int MOST_WAITING = 500;

	private static final long RETRY_AFTER_SECONDS = 2;

	/**
	 * In the mean. A probe waits for some such requests, and for three seconds at most.
	 */
	private static final long QUICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	/** Of so many requests, so that a short pause of the machine does not count. */
	private static final int MEAN_OF = 64;

	private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(1);

	/** Of the acceptor, the selector and two probes. */
	private static final int OTHER_THREADS = 4;

	private final int requests;

	RequestBulkhead(JettyServerProperties properties) {
		this.requests = Math.max(1, (properties.getThreads().getMax() - OTHER_THREADS) * 3 / 4);
	}

	@Override
	public void customize(JettyServletWebServerFactory factory) {
		String context = factory.getContextPath();
		factory.addServerCustomizers((server) -> {
			Limit limit = new Limit(server.getHandler(), this.requests, MOST_WAITING, LONGEST_WAIT);
			limit.excludePath(context + "/livez", context + "/readyz");
			server.setHandler(limit);
		});
	}

	/**
	 * A request that waited in vain, or is refused, is answered with 503 and when to try
	 * again.
	 */
	static final class Limit extends QoSHandler {

		private final int mostWaiting;

		private volatile long lastEnd = System.nanoTime();

		private final AtomicLong meanDuration = new AtomicLong();

		Limit(Handler handler, int requests, int mostWaiting, Duration longestWait) {
			super(handler);
			this.mostWaiting = mostWaiting;
			setMaxRequestCount(requests);
			// None is refused at once, for which Jetty sends no Retry-After: connections
			// are limited, and each has one request at most
			setMaxSuspendedRequestCount(-1);
			setMaxSuspend(longestWait);
		}

		@Override
		public boolean onConditionsMet(Request request, Response response, Callback callback) throws Exception {
			if (getSuspendedRequestCount() < this.mostWaiting) {
				return super.onConditionsMet(request, response, callback);
			}
			if (isQuick()) {
				return nextHandler(request, response, callback);
			}
			response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
			Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
			return true;
		}

		boolean isQuick() {
			return this.meanDuration.get() < QUICK_NANOS && System.nanoTime() - this.lastEnd < STUCK_NANOS;
		}

		@Override
		protected boolean nextHandler(Request request, Response response, Callback callback) throws Exception {
			long begin = System.nanoTime();
			Request.addCompletionListener(request, (failure) -> {
				long end = System.nanoTime();
				this.lastEnd = end;
				this.meanDuration.accumulateAndGet(end - begin, (mean, nanos) -> mean + (nanos - mean) / MEAN_OF);
			});
			return super.nextHandler(request, response, callback);
		}

		@Override
		protected void failSuspended(Request request, Response response, Callback callback, int status,
				Throwable failure) {
			if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
				response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
			}
			super.failSuspended(request, response, callback, status, failure);
		}

	}

}
