package io.realtimeclock.gateway.problem;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Answers what Jetty refuses before Spring sees it: headers and bodies that are too
 * large, and requests that are none.
 */
@Component
class JettyProblems implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

	private static final int LARGEST_BODY = 16 * 1024;

	@Override
	public void customize(JettyServletWebServerFactory factory) {
		factory.addServerCustomizers((server) -> {
			server.setErrorHandler(new ProblemHandler());
			SizeLimitHandler limit = new SizeLimitHandler(LARGEST_BODY, -1);
			// No thread waits for a form that comes slowly
			limit.setHandler(new EagerContentHandler(new NoTrace(server.getHandler())));
			server.setHandler(limit);
		});
	}

	/**
	 * A servlet would answer TRACE with the request's headers, the login among them.
	 */
	private static final class NoTrace extends Handler.Wrapper {

		NoTrace(Handler handler) {
			super(handler);
		}

		@Override
		public boolean handle(Request request, Response response, Callback callback) throws Exception {
			if (HttpMethod.TRACE.is(request.getMethod())) {
				Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
				return true;
			}
			return super.handle(request, response, callback);
		}

	}

	private static final class ProblemHandler extends ErrorHandler {

		@Override
		public boolean handle(Request request, Response response, Callback callback) {
			answer(response, callback);
			return true;
		}

		private static void answer(Response response, Callback callback) {
			int status = response.getStatus();
			String document = "{\"title\":\"%s\",\"status\":%d}".formatted(HttpStatus.getMessage(status), status);
			response.getHeaders()
				.put(HttpHeader.CONTENT_TYPE, "application/problem+json")
				.put(HttpHeader.CACHE_CONTROL, "no-store")
				.put("X-Content-Type-Options", "nosniff")
				.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
			response.write(true, ByteBuffer.wrap(document.getBytes(StandardCharsets.US_ASCII)), callback);
		}

	}

}
