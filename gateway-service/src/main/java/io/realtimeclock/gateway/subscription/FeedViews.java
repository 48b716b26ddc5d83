package io.realtimeclock.gateway.subscription;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import io.realtimeclock.gateway.feed.Feed;
import io.realtimeclock.gateway.feed.FeedQuery;
import org.jspecify.annotations.Nullable;

/**
 * The feeds as one event loop sees them: those that a client of the loop has, or had.
 * Only the loop's thread uses it.
 */
public final class FeedViews {

	private final Map<Feed, FeedView> views = new HashMap<>();

	private final Runnable wakeup;

	private final long silenceMillis;

	private @Nullable Gathering gathering;

	/**
	 * Create an empty one.
	 * @param wakeup makes the event loop call {@link #run()} soon; any thread may call it
	 * @param silenceMillis for how long a client may receive nothing, besides the feed's
	 * interval
	 */
	public FeedViews(Runnable wakeup, long silenceMillis) {
		this.wakeup = wakeup;
		this.silenceMillis = silenceMillis;
	}

	/**
	 * Begin to serve a client.
	 * @param write writes to the client what is due, unless it can't be written to
	 */
	public Subscription join(FeedQuery query, Runnable write) {
		Gathering shared = (this.gathering != null) ? this.gathering : new Gathering();
		this.gathering = shared;
		return this.views
			.computeIfAbsent(query.feed(), (feed) -> new FeedView(feed, shared, this.wakeup, this.silenceMillis))
			.join(query, write);
	}

	/** Stop serving a client. */
	public void leave(Subscription subscription) {
		subscription.view().leave(subscription);
	}

	/** Write to some of the clients that are due. */
	public void run() {
		if (!this.views.isEmpty()) {
			long now = System.nanoTime();
			this.views.values().forEach((view) -> view.run(now));
		}
	}

	/** Wait until a channel is ready or a client is due, or for so long at most. */
	public void select(Selector selector, Consumer<SelectionKey> ready, long millis) throws IOException {
		long wait = waitMillis(millis);
		if (wait > 0) {
			selector.select(ready, wait);
		}
		else {
			selector.selectNow(ready);
		}
	}

	private long waitMillis(long limit) {
		long wait = limit;
		if (!this.views.isEmpty()) {
			long now = System.nanoTime();
			for (FeedView view : this.views.values()) {
				wait = Math.min(wait, view.waitMillis(now));
			}
		}
		return wait;
	}

}
