package io.realtimeclock.gateway.problem;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** Writes problem documents where Spring MVC does not: in the security filters. */
@Component
public final class Problems {

	private final JsonMapper json;

	Problems(JsonMapper json) {
		this.json = json;
	}

	/**
	 * Answer a request, whose response is not yet committed, with a problem.
	 * @param detail a sentence for the reader of the document
	 * @throws IOException if the client has disconnected
	 */
	public void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail)
			throws IOException {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setInstance(URI.create(request.getRequestURI()));
		response.setStatus(status.value());
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.getOutputStream().write(this.json.writeValueAsBytes(problem));
	}

	/**
	 * Answer a request beyond a limit, which may be repeated later.
	 * @throws IOException if the client has disconnected
	 */
	public void tooMany(HttpServletRequest request, HttpServletResponse response, Duration wait, String detail)
			throws IOException {
		status(response, wait);
		write(request, response, HttpStatus.TOO_MANY_REQUESTS, detail);
	}

	/**
	 * Answer a request that can't be handled now, since a service does not answer.
	 * @throws IOException if the client has disconnected
	 */
	public void unavailable(HttpServletRequest request, HttpServletResponse response, Duration wait, String detail)
			throws IOException {
		response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()));
		write(request, response, HttpStatus.SERVICE_UNAVAILABLE, detail);
	}

	/**
	 * Set the status and the header for a request beyond a limit (RFC 6585, section 4);
	 * the wait is in whole seconds, rounded up.
	 */
	public static void status(HttpServletResponse response, Duration wait) {
		response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
		response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.plusSeconds(1).minusNanos(1).toSeconds()));
	}

}
