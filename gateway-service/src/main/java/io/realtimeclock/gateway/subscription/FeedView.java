package io.realtimeclock.gateway.subscription;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.realtimeclock.gateway.feed.Feed;
import io.realtimeclock.gateway.feed.Feed.SkipReason;
import io.realtimeclock.gateway.feed.FeedQuery;
import io.realtimeclock.gateway.feed.FeedKey;

/**
 * One feed as one event loop sees it. The thread that reads the topic adds changed keys,
 * each once however often it changes; the event loop's thread does all else.
 */
final class FeedView {

	private final Feed feed;

	private final Gathering gathering;

	private final Runnable wakeup;

	private final WriteSchedule schedule;

	private final byte[] complete;

	private Set<FeedKey> changed = new LinkedHashSet<>();

	/** The changed keys that had no value before. */
	private Set<FeedKey> added = new LinkedHashSet<>();

	private volatile boolean used;

	// All below belongs to the event loop's thread
	private final Map<FeedKey, KeyView> keys = new HashMap<>();

	private final Set<Subscription> subscriptions = new LinkedHashSet<>();

	private final Set<Subscription> withAllKeys = new LinkedHashSet<>();

	private long stamp;

	private int staleNotices;

	private long oldest = Long.MAX_VALUE;

	private boolean measuring;

	FeedView(Feed feed, Gathering gathering, Runnable wakeup, long silenceMillis) {
		this.gathering = gathering;
		this.feed = feed;
		this.wakeup = wakeup;
		Duration interval = feed.settings().interval();
		this.schedule = new WriteSchedule(interval.toNanos());
		this.complete = Subscription
			.frame("{\"snapshot\":\"complete\",\"silence\":" + (silenceMillis + interval.toMillis()) + "}");
		this.staleNotices = feed.staleNotices();
		feed.table().listen(this::changed);
	}

	Feed feed() {
		return this.feed;
	}

	/** Return what frames are gathered in, for one client after the other. */
	Gathering gathering() {
		return this.gathering;
	}

	/**
	 * Return the frame that ends a snapshot. It says for how many milliseconds a client
	 * may receive nothing while its connection is alive.
	 */
	byte[] complete() {
		return this.complete;
	}

	private void changed(Set<FeedKey> batch, Set<FeedKey> newKeys) {
		if (this.used) {
			boolean first;
			synchronized (this) {
				first = this.changed.isEmpty();
				this.changed.addAll(batch);
				this.added.addAll(newKeys);
			}
			if (first) {
				this.wakeup.run();
			}
		}
	}

	Subscription join(FeedQuery query, Runnable write) {
		// Before the values are read, so that each later change is noticed
		this.used = true;
		boolean all = query.keys().isEmpty();
		Subscription subscription = new Subscription(this, query, write);
		this.subscriptions.add(subscription);
		if (all) {
			this.withAllKeys.add(subscription);
			query.readable().forEach((key) -> subscription.add(key(key.name())));
		}
		else {
			query.keys().forEach((name) -> subscription.add(key(name)));
		}
		if (this.feed.isStale()) {
			subscription.noticeDue();
		}
		due(subscription);
		return subscription;
	}

	void leave(Subscription subscription) {
		this.schedule.remove(subscription);
		subscription.removeAll();
		this.subscriptions.remove(subscription);
		this.withAllKeys.remove(subscription);
		this.used = !this.subscriptions.isEmpty();
		if (!this.used) {
			this.schedule.clear();
		}
	}

	void noLongerAll(Subscription subscription) {
		this.withAllKeys.remove(subscription);
	}

	KeyView key(String name) {
		FeedKey key = this.feed.table().hold(name);
		KeyView known = this.keys.get(key);
		if (known != null) {
			this.feed.table().release(key);
			return known;
		}
		KeyView view = new KeyView(key);
		this.keys.put(key, view);
		return view;
	}

	/** Forget a key that no subscription has any longer. */
	void removed(KeyView view) {
		if (view.isUnused() && this.keys.remove(view.key(), view)) {
			this.feed.table().release(view.key());
		}
	}

	/** Note that something is to be written to a client. */
	void due(Subscription subscription) {
		this.schedule.add(subscription);
	}

	/** Take over what has changed, and write to some of the clients that are due. */
	void run(long now) {
		if (!this.used || this.schedule.isPausing(now)) {
			return;
		}
		takeChanges();
		notifyIfStale();
		this.schedule.run(now, this::write);
		if (this.oldest != Long.MAX_VALUE && this.schedule.isDone()) {
			this.feed.delivered(this.oldest);
			this.oldest = Long.MAX_VALUE;
		}
	}

	private void write(Subscription subscription) {
		this.measuring = !subscription.isInSnapshot();
		subscription.write();
		this.measuring = false;
	}

	private void takeChanges() {
		Set<FeedKey> batch;
		Set<FeedKey> newKeys;
		synchronized (this) {
			if (this.changed.isEmpty()) {
				return;
			}
			batch = this.changed;
			newKeys = this.added;
			this.changed = new LinkedHashSet<>();
			this.added = new LinkedHashSet<>();
		}
		int conflated = 0;
		for (FeedKey key : batch) {
			KeyView view = this.keys.get(key);
			conflated += (view != null && view.update()) ? view.mark() : 0;
		}
		this.feed.conflated(conflated);
		for (FeedKey key : newKeys) {
			if (key.isLive() && !this.withAllKeys.isEmpty()) {
				addToAll(key);
			}
		}
	}

	private boolean hasChanges() {
		synchronized (this) {
			return !this.changed.isEmpty() || this.staleNotices != this.feed.staleNotices();
		}
	}

	/**
	 * Add a key that has come to the clients with all keys that don't have it yet. Those
	 * that have no room for it don't get it when it changes, either.
	 */
	private void addToAll(FeedKey key) {
		KeyView view = key(key.name());
		view.stamp(++this.stamp);
		int skipped = 0;
		for (Subscription subscription : this.withAllKeys) {
			if (!subscription.keys().isStamped(this.stamp) && subscription.mayRead(key.name())) {
				if (subscription.keys().count() < this.feed.settings().maxKeysPerClient()) {
					subscription.add(view);
				}
				else {
					skipped++;
				}
			}
		}
		if (skipped > 0) {
			this.feed.skipped(SkipReason.MAX_KEYS_PER_CLIENT, skipped);
		}
		removed(view);
	}

	private void notifyIfStale() {
		if (this.staleNotices != this.feed.staleNotices()) {
			this.staleNotices = this.feed.staleNotices();
			this.subscriptions.forEach(Subscription::noticeDue);
		}
	}

	/** Note that a value is written; how late it is counts if it has just changed. */
	void written(long timestamp) {
		if (this.measuring) {
			this.oldest = Math.min(this.oldest, timestamp);
		}
	}

	/** Return after how many milliseconds something is due. */
	long waitMillis(long now) {
		return this.used ? this.schedule.waitMillis(now, hasChanges()) : Long.MAX_VALUE;
	}

}
