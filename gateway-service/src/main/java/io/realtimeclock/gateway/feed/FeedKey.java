package io.realtimeclock.gateway.feed;

import org.jspecify.annotations.Nullable;

/** A key of a topic, or one that a client asked for and that may come. */
public final class FeedKey {

	private final String name;

	private volatile @Nullable FeedValue value;

	// Guarded by the map that holds the key
	private int holders;

	FeedKey(String name) {
		this.name = name;
	}

	public String name() {
		return this.name;
	}

	/** Return its newest value, {@code null} if it never had one. */
	public @Nullable FeedValue value() {
		return this.value;
	}

	void value(@Nullable FeedValue value) {
		this.value = value;
	}

	/** Tell whether it has a value that was not deleted. */
	public boolean isLive() {
		FeedValue current = this.value;
		return current != null && !current.isDeleted();
	}

	FeedKey held(int more) {
		this.holders += more;
		return this;
	}

	/** Tell whether it has a value, or a client may have it. */
	boolean isNeeded() {
		return this.holders > 0 || isLive();
	}

}
