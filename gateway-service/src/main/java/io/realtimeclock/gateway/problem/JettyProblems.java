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
 * Answers requests that Jetty refuses before Spring sees them: headers and bodies that
 * are too large, and invalid requests.
 */
@Component
class JettyProblems implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

	private static final int LARGEST_BODY = 16 * 1024;

	@Override
	public void customize(JettyServletWebServerFactory factory) {
		factory.addServerCustomizers((server) -> {
			server.setErrorHandler(new ProblemHandler());
			SizeLimitHandler limit = new SizeLimitHandler(LARGEST_BODY, -1);
			// No thread waits for a slow form
			limit.setHandler(new EagerContentHandler(new NoTrace(server.getHandler())));
			server.setHandler(limit);
		});
	}

	/** A servlet would answer TRACE with the request's headers, including credentials. */
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

	/** Writes the problem document of a request that reaches no servlet. */
	private static final class ProblemHandler extends ErrorHandler {

		@Override
		public boolean handle(Request request, Response response, Callback callback) {
			int status = response.getStatus();
			String document = "{\"title\":\"" + HttpStatus.getMessage(status) + "\",\"status\":" + status + "}";
			response.getHeaders()
				.put(HttpHeader.CONTENT_TYPE, "application/problem+json")
				.put(HttpHeader.CACHE_CONTROL, "no-store")
				.put("X-Content-Type-Options", "nosniff")
				.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
			response.write(true, ByteBuffer.wrap(document.getBytes(StandardCharsets.US_ASCII)), callback);
			return true;
		}

	}

}
