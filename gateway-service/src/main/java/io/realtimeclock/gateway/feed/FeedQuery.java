package io.realtimeclock.gateway.feed;

import java.util.List;

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

}
