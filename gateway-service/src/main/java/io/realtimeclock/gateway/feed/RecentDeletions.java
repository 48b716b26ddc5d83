package io.realtimeclock.gateway.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The keys that were deleted last, so that an older value that is read later, from
 * another partition, does not bring a key back. Only the thread that reads the topic uses
 * it. There are two generations: the earlier one is dropped as a whole, so that neither
 * time nor many deletions need a list in order of age.
 */
final class RecentDeletions {

	/** Longer than a producer tries to send a record, two minutes by default. */
	static final Duration KEPT = Duration.ofMinutes(5);

	/** A feed with few keys at a time may delete many. */
	static final int LEAST_NUMBER = 10_000;

	private final int generationSize;

	private final LongSupplier nanoTime;

	private Map<String, FeedValue> recent = new HashMap<>();

	private Map<String, FeedValue> earlier = new HashMap<>();

	private long begin;

	/**
	 * Create it empty.
	 * @param number how many deletions are kept at most, if that is not too few
	 */
	RecentDeletions(int number, LongSupplier nanoTime) {
		this.generationSize = Math.max(number, LEAST_NUMBER) / 2;
		this.nanoTime = nanoTime;
		this.begin = nanoTime.getAsLong();
	}

	void add(String key, FeedValue deletion) {
		if (this.recent.size() >= this.generationSize) {
			beginGeneration();
		}
		this.recent.put(key, deletion.withoutFrame());
	}

	/** Tell whether the deletion of a key is newer than a value. */
	boolean isReplaced(String key, FeedValue value) {
		FeedValue deletion = this.recent.get(key);
		if (deletion == null) {
			deletion = this.earlier.get(key);
		}
		return deletion != null && !value.replaces(deletion);
	}

	/** Drop those of which each was kept long enough. */
	void expire() {
		if (this.nanoTime.getAsLong() - this.begin >= KEPT.toNanos()) {
			beginGeneration();
		}
	}

	/** Keep all for the whole time, since until now values could be older than that. */
	void keepFromNow() {
		this.begin = this.nanoTime.getAsLong();
	}

	private void beginGeneration() {
		this.earlier = this.recent;
		this.recent = new HashMap<>();
		keepFromNow();
	}

	void clear() {
		this.recent.clear();
		this.earlier.clear();
	}

	int size() {
		return this.recent.size() + this.earlier.size();
	}

}
