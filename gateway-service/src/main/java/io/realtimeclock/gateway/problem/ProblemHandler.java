package io.realtimeclock.gateway.problem;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Writes the problem document of a request that no servlet will see. */
final class ProblemHandler extends ErrorHandler {

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
