package io.realtimeclock.gateway.feed;

import org.springframework.http.HttpStatus;

/** Thrown when a request for a feed is refused. */
public final class FeedRefusedException extends Exception {

	private static final long serialVersionUID = 1L;

	private final HttpStatus status;

	FeedRefusedException(HttpStatus status, String detail) {
		super(detail, null, false, false);
		this.status = status;
	}

	/** Refuse a message of a client. */
	public static FeedRefusedException ofMessage(String reason) {
		return new FeedRefusedException(HttpStatus.BAD_REQUEST, reason);
	}

	/** Return the answer's status; with 503 the client should retry after a second. */
	public HttpStatus status() {
		return this.status;
	}

	/** Return a sentence for the reader of the answer. */
	public String detail() {
		return String.valueOf(getMessage());
	}

}
