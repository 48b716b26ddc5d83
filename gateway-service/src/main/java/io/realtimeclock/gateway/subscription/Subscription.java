package io.realtimeclock.gateway.subscription;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.realtimeclock.gateway.feed.FeedQuery;
import io.realtimeclock.gateway.feed.FeedQuery.FeedRefusedException;
import io.realtimeclock.gateway.rfc6455.FrameEncoder;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one client and which of them have to be written to it. It keeps no values:
 * those are taken at the moment of a write. Only the thread of its event loop uses it.
 */
public final class Subscription {

	private static final byte[] STALE = frame("{\"stale\":true}");

	private static final byte[] PING = FrameEncoder.ping().array();

	/** Stands for the position of a key for the frames that belong to none. */
	private static final int NO_KEY = -1;

	private static final int SNAPSHOT = -2;

	private static final int NOTICE = -3;

	private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

	private final MarkedKeys keys = new MarkedKeys(this::due);

	private final FeedView view;

	private final FeedQuery query;

	private final Runnable write;

	private boolean all;

	/** How many keys the pass over all keys has visited: it goes on at the next one. */
	private int cursor;

	private boolean snapshotDue = true;

	private boolean noticeDue;

	private @Nullable KeysMessages messages;

	// Of the view's schedule
	boolean queued;

	boolean recent;

	boolean left;

	long writtenAt;

	@Nullable Subscription earlier;

	@Nullable Subscription later;

	Subscription(FeedView view, FeedQuery query, Runnable write) {
		this.view = view;
		this.query = query.withoutKeys();
		this.all = query.keys().isEmpty();
		this.write = write;
	}

	static byte[] frame(String json) {
		return FrameEncoder.text(json.getBytes(StandardCharsets.US_ASCII));
	}

	FeedView view() {
		return this.view;
	}

	MarkedKeys keys() {
		return this.keys;
	}

	boolean mayRead(String key) {
		return this.query.mayRead(key);
	}

	/** Write what is due, on the client's connection. */
	void write() {
		this.write.run();
	}

	/** Tell whether something is to be written. */
	public boolean isDue() {
		return this.keys.isMarked() || this.snapshotDue || this.noticeDue;
	}

	/** Note that something is to be written. */
	void due() {
		this.view.due(this);
	}

	void noticeDue() {
		this.noticeDue = true;
		due();
	}

	/** Write once more that the snapshot is complete, as a sign of life. */
	public void repeatComplete() {
		this.snapshotDue = true;
		due();
	}

	boolean isInSnapshot() {
		return this.snapshotDue;
	}

	/**
	 * Take a message of the client, which replaces its keys. Those that are new are
	 * written, and then that this was all.
	 * @throws FeedRefusedException if the message is not accepted
	 */
	public void received(ByteBuffer text) throws FeedRefusedException {
		if (this.messages == null) {
			this.messages = new KeysMessages(System::nanoTime);
		}
		List<String> names = this.query.checked(this.messages.read(text));
		Set<String> wanted = new LinkedHashSet<>(names);
		this.all = false;
		this.view.noLongerAll(this);
		this.cursor = 0;
		for (int position = this.keys.count() - 1; position >= 0; position--) {
			if (!wanted.remove(this.keys.get(position).key().name())) {
				remove(position);
			}
		}
		wanted.forEach((name) -> add(this.view.key(name)));
		this.snapshotDue = true;
		due();
	}

	void add(KeyView key) {
		this.keys.add(key);
		this.view.feed().subscriptions().incrementAndGet();
	}

	private void remove(int position) {
		KeyView removed = this.keys.remove(position, this.cursor);
		this.cursor -= (position < this.cursor) ? 1 : 0;
		this.view.feed().subscriptions().decrementAndGet();
		this.view.removed(removed);
	}

	void removeAll() {
		while (this.keys.count() > 0) {
			remove(this.keys.count() - 1);
		}
	}

	/**
	 * Gather the newest values of marked keys, in passes over all keys, so that a key
	 * that changes often does not keep others from being written.
	 * @param ping whether a ping goes first
	 * @return the frames, to be written before any other client's
	 */
	public ByteBuffer gather(boolean ping) {
		Gathering gathering = this.view.gathering();
		gathering.clear();
		gather(gathering, ping);
		return gathering.bytes();
	}

	private void gather(Gathering gathering, boolean ping) {
		if (ping) {
			gathering.add(PING, NO_KEY);
		}
		for (int position = this.keys.next(this.cursor); position >= 0; position = this.keys.next(position + 1)) {
			KeyView key = this.keys.get(position);
			if (!gathering.add(key.frame(), position)) {
				this.cursor = position;
				return;
			}
			this.keys.unmark(position);
			this.view.written(key.timestamp());
		}
		this.cursor = this.keys.count();
		if (this.snapshotDue && !gathering.add(this.view.complete(), SNAPSHOT)) {
			return;
		}
		this.snapshotDue = false;
		this.cursor = 0;
		if (this.noticeDue && (!this.view.feed().isStale() || gathering.add(STALE, NOTICE))) {
			this.noticeDue = false;
		}
	}

	/**
	 * Note how much of the gathered frames was written. The other keys are marked again,
	 * as their values may have been replaced when the client can be written to.
	 * @return the rest of the frame that was begun, possibly empty
	 */
	public ByteBuffer written(int bytes) {
		Gathering gathering = this.view.gathering();
		int complete = gathering.firstUnwritten(bytes);
		ByteBuffer rest = NOTHING;
		if (complete < gathering.count()
				&& (gathering.position(complete) == NO_KEY || gathering.isCut(complete, bytes))) {
			rest = gathering.rest(complete, bytes);
			complete++;
		}
		for (int i = gathering.count() - 1; i >= complete; i--) {
			giveBack(gathering.position(i));
		}
		if (this.all) {
			removeDeleted(gathering, complete);
		}
		return rest;
	}

	private void giveBack(int position) {
		if (position == NOTICE) {
			this.noticeDue = true;
		}
		else if (position == SNAPSHOT) {
			this.snapshotDue = true;
			this.cursor = this.keys.count();
		}
		else {
			this.keys.mark(position);
			this.cursor = position;
		}
	}

	/** A client with all keys no longer needs one that it knows to be deleted. */
	private void removeDeleted(Gathering gathering, int complete) {
		for (int i = complete - 1; i >= 0; i--) {
			int position = gathering.position(i);
			if (position >= 0 && !this.keys.get(position).isLive()) {
				remove(position);
			}
		}
	}

}
