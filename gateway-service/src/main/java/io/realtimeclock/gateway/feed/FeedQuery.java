package io.realtimeclock.gateway.feed;

import java.util.List;

import org.springframework.http.HttpStatus;

/** The keys of a feed that a client asked for, and what it may see. */
public final class FeedQuery {

	private final Feed feed;

	private final Access access;

	private final List<String> keys;

	FeedQuery(Feed feed, Access access, List<String> keys) {
		this.feed = feed;
		this.access = access;
		this.keys = keys;
	}

	public Feed feed() {
		return this.feed;
	}

	/** Return the keys, each once; none for all that the client may see. */
	public List<String> keys() {
		return this.keys;
	}

	/** Return what the client may see, without keeping the names of the keys. */
	public FeedQuery withoutKeys() {
		return new FeedQuery(this.feed, this.access, List.of());
	}

	public boolean mayRead(String key) {
		return this.access.mayRead(key);
	}

	/** Return the keys with a value that the client may see, as many as it may have. */
	public List<FeedKey> readable() {
		return this.feed.table().find(this.access::next, this.feed.settings().maxKeysPerClient());
	}

	/**
	 * Check other keys that the client asks for.
	 * @return each of them once
	 * @throws FeedRefusedException if one is empty or may not be seen, or there are too
	 * many
	 */
	public List<String> checked(List<String> others) throws FeedRefusedException {
		return this.feed.checked(others, this.access);
	}

	/** Thrown when a request for a feed is refused. */
	public static final class FeedRefusedException extends Exception {

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

		/**
		 * Return the answer's status; with 503 the client should retry after a second.
		 */
		public HttpStatus status() {
			return this.status;
		}

		/** Return a sentence for the reader of the answer. */
		public String detail() {
			return String.valueOf(getMessage());
		}

	}

}
