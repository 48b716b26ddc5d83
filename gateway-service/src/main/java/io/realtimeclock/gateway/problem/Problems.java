package io.realtimeclock.gateway.problem;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Writes problem documents where Spring MVC does not: in the security filters, and for
 * failures outside it.
 */
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

	/** The answer contains only the status: the cause is in the log. */
	@RestController
	static class ErrorPage implements ErrorController {

		@RequestMapping("${spring.web.error.path:${error.path:/error}}")
		ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
			Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
			HttpStatus status = (code instanceof Integer number) ? HttpStatus.resolve(number) : HttpStatus.NOT_FOUND;
			ProblemDetail problem = ProblemDetail
				.forStatus((status != null) ? status : HttpStatus.INTERNAL_SERVER_ERROR);
			if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri) {
				problem.setInstance(URI.create(uri));
			}
			return ResponseEntity.of(problem).build();
		}

	}

}
