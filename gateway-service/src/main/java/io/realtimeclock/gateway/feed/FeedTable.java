package io.realtimeclock.gateway.feed;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;

import io.realtimeclock.gateway.feed.Feed.SkipReason;
import io.realtimeclock.gateway.feed.Feeds.FeedMemory;
import org.jspecify.annotations.Nullable;

/**
 * The newest value of each key of a topic. One thread reads the topic and changes values;
 * any thread may read them. While the topic is read from its beginning nothing is
 * published, so nobody sees an old value after a newer one.
 */
public final class FeedTable {

	private final Map<String, FeedKey> keys = new ConcurrentHashMap<>();

	/** The keys with a value, in order, so that few of many are found fast. */
	private final NavigableMap<String, FeedKey> live = new ConcurrentSkipListMap<>();

	private final List<BiConsumer<Set<FeedKey>, Set<FeedKey>>> listeners = new CopyOnWriteArrayList<>();

	private final int maxKeys;

	private final FeedMemory memory;

	private volatile int size;

	// All below belongs to the thread that reads the topic
	private boolean loading = true;

	private Set<FeedKey> changed = new LinkedHashSet<>();

	/** The changed keys that had no value before. */
	private Set<FeedKey> added = new LinkedHashSet<>();

	private final RecentDeletions deletions;

	/**
	 * Create an empty table.
	 * @param maxKeys the maximum number of keys with a value
	 * @param memory of all tables
	 */
	FeedTable(int maxKeys, FeedMemory memory) {
		this.maxKeys = maxKeys;
		this.memory = memory;
		this.deletions = new RecentDeletions(maxKeys, System::nanoTime);
	}

	/**
	 * Have keys published to a listener, on the thread that reads the topic.
	 * @param listener takes the changed keys, and those of them that had no value before
	 */
	public void listen(BiConsumer<Set<FeedKey>, Set<FeedKey>> listener) {
		this.listeners.add(listener);
	}

	/** Return how many keys have a value. */
	public int size() {
		return this.size;
	}

	/**
	 * Begin again, since the topic is another one. What is known of the old one is
	 * replaced by {@link #loaded} at once.
	 */
	public void restart() {
		this.loading = true;
		this.changed = new LinkedHashSet<>();
		this.added = new LinkedHashSet<>();
		this.deletions.clear();
		for (String name : this.keys.keySet()) {
			this.keys.computeIfPresent(name, (same, key) -> {
				this.memory.replace(name, key.value(), null);
				key.value(null);
				return key.isNeeded() ? key : null;
			});
		}
		this.live.clear();
		this.size = 0;
	}

	/**
	 * Take a value, unless a newer one is known.
	 * @return why it was not taken, {@code null} if it was, or a newer one is known
	 */
	@SuppressWarnings("NonAtomicVolatileUpdate") // only one thread writes
	public @Nullable SkipReason put(String name, FeedValue value) {
		FeedKey known = this.keys.get(name);
		FeedValue old = (known != null) ? known.value() : null;
		boolean wasLive = old != null && !old.isDeleted();
		if ((old != null && !value.replaces(old)) || (!wasLive && this.deletions.isReplaced(name, value))) {
			return null;
		}
		if (!wasLive && !value.isDeleted() && this.size >= this.maxKeys) {
			return SkipReason.MAX_KEYS;
		}
		if (!this.memory.replace(name, old, value)) {
			return SkipReason.MEMORY;
		}
		if (value.isDeleted()) {
			this.size -= wasLive ? 1 : 0;
			this.live.remove(name);
			this.deletions.add(name, value);
		}
		else if (!wasLive) {
			this.size++;
		}
		this.keys.compute(name, (same, key) -> {
			FeedKey target = (key != null) ? key : new FeedKey(name);
			target.value(value);
			if (!wasLive && target.isLive()) {
				this.live.put(name, target);
			}
			if (!target.isNeeded()) {
				return null;
			}
			if (!this.loading) {
				this.changed.add(target);
				if (!wasLive && target.isLive()) {
					this.added.add(target);
				}
			}
			return target;
		});
		return null;
	}

	/**
	 * Publish all keys, now that the topic is read.
	 * @param deleted makes the value of a key that is no longer in the topic
	 */
	public void loaded(Function<String, FeedValue> deleted) {
		this.loading = false;
		this.keys.forEach((name, key) -> {
			if (key.value() == null) {
				key.value(deleted.apply(name));
			}
		});
		this.deletions.keepFromNow();
		this.changed.addAll(this.keys.values());
		this.added.addAll(this.live.values());
		publish();
	}

	/** Publish what has changed since the last call. */
	public void publish() {
		this.deletions.expire();
		if (!this.changed.isEmpty()) {
			Set<FeedKey> batch = this.changed;
			Set<FeedKey> newKeys = this.added;
			this.changed = new LinkedHashSet<>();
			this.added = new LinkedHashSet<>();
			this.listeners.forEach((listener) -> listener.accept(batch, newKeys));
		}
	}

	/** Have the listeners look at the feed, though no key has changed. */
	public void wakeListeners() {
		this.listeners.forEach((listener) -> listener.accept(Set.of(), Set.of()));
	}

	/** Keep a key, whether it has a value or not, until it is released. */
	public FeedKey hold(String name) {
		FeedKey held = this.keys.compute(name, (same, key) -> ((key != null) ? key : new FeedKey(name)).held(1));
		return Objects.requireNonNull(held);
	}

	public void release(FeedKey released) {
		this.keys.computeIfPresent(released.name(), (name, key) -> key.held(-1).isNeeded() ? key : null);
	}

	/** Return the value of a key, {@code null} if it has none. */
	public @Nullable FeedValue get(String name) {
		FeedKey key = this.keys.get(name);
		return (key != null && key.isLive()) ? key.value() : null;
	}

	/**
	 * Return wanted keys with a value, in their order, no more than a number of them.
	 * @param wanted returns a key itself if it is wanted, otherwise a later one before
	 * which there is no wanted one, so that those between are skipped; {@code null} if no
	 * later one is wanted
	 */
	public List<FeedKey> find(Function<String, @Nullable String> wanted, int number) {
		List<FeedKey> found = new ArrayList<>();
		String from = "";
		while (from != null) {
			String next = null;
			for (Map.Entry<String, FeedKey> entry : this.live.tailMap(from).entrySet()) {
				if (found.size() == number) {
					return found;
				}
				next = wanted.apply(entry.getKey());
				if (!entry.getKey().equals(next)) {
					break;
				}
				found.add(entry.getValue());
				next = null;
			}
			from = next;
		}
		return found;
	}

}
