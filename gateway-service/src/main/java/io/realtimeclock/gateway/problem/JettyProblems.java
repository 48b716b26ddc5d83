package io.realtimeclock.gateway.problem;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeTypeUtils;
import org.springframework.util.StringUtils;

/**
 * Answers requests that are refused before Spring sees them: headers and bodies that are
 * too large, and invalid requests.
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
			limit.setHandler(new Refusals(new EagerContentHandler(server.getHandler())));
			server.setHandler(limit);
		});
	}

	/** Refuses requests that Jetty or Spring would answer in a wrong way. */
	private static final class Refusals extends Handler.Wrapper {

		/** The maximum number of types that Spring sorts. */
		private static final int MOST_ACCEPTED = 50;

		Refusals(Handler handler) {
			super(handler);
		}

		@Override
		public boolean handle(Request request, Response response, Callback callback) throws Exception {
			if (HttpMethod.TRACE.is(request.getMethod())) {
				// A servlet would answer with the request's headers, including
				// credentials
				Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
				return true;
			}
			String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
			if (type != null && !isConcrete(type)) {
				Response.writeError(request, response, callback, HttpStatus.UNSUPPORTED_MEDIA_TYPE_415);
				return true;
			}
			List<String> accept = request.getHeaders().getValuesList(HttpHeader.ACCEPT);
			return super.handle(isReadable(accept) ? request : new AcceptsAnything(request), response, callback);
		}

		private static boolean isReadable(List<String> accept) {
			List<String> types = MimeTypeUtils.tokenize(String.join(",", accept));
			try {
				return types.stream().map(MediaType::parseMediaType).toList().size() <= MOST_ACCEPTED;
			}
			catch (InvalidMediaTypeException ex) {
				return false;
			}
		}

		/** Others have Jetty or Spring fail when they read the request. */
		private static boolean isConcrete(String type) {
			String charset = MimeTypes.getCharsetFromContentType(type);
			try {
				return !type.contains("*") && (!StringUtils.hasLength(charset) || Charset.isSupported(charset));
			}
			catch (IllegalCharsetNameException ex) {
				return false;
			}
		}

	}

	/**
	 * A request whose header {@code Accept} can't be read, without the header. Spring
	 * would fail, or answer without a problem document.
	 */
	private static final class AcceptsAnything extends Request.Wrapper {

		private final HttpFields headers;

		AcceptsAnything(Request request) {
			super(request);
			this.headers = HttpFields.build(request.getHeaders()).remove(HttpHeader.ACCEPT);
		}

		@Override
		public HttpFields getHeaders() {
			return this.headers;
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
