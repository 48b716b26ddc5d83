package io.realtimeclock.gateway.feed;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The newest value of a key, or the fact that it was deleted, as the frame that all
 * clients receive.
 */
public final class FeedValue {

	/**
	 * Stands for the partition of the deletion of a key that a new topic does not have.
	 */
	static final int NO_PARTITION = -1;

	private static final byte[] NO_FRAME = {};

	private final byte[] frame;

	private final int header;

	private final boolean deleted;

	private final int partition;

	private final long timestamp;

	FeedValue(byte[] frame, int header, boolean deleted, int partition, long timestamp) {
		this.frame = frame;
		this.header = header;
		this.deleted = deleted;
		this.partition = partition;
		this.timestamp = timestamp;
	}

	/** Return the text frame, which nobody may change. */
	public byte[] frame() {
		return this.frame;
	}

	/** Tell whether the key was deleted. */
	public boolean isDeleted() {
		return this.deleted;
	}

	/** Return the record's timestamp in epoch milliseconds. */
	public long timestamp() {
		return this.timestamp;
	}

	/** Return what is needed to compare it with others. */
	FeedValue withoutFrame() {
		return new FeedValue(NO_FRAME, 0, this.deleted, this.partition, this.timestamp);
	}

	/** Write the JSON object that is in the frame. */
	public void writeTo(OutputStream out) throws IOException {
		out.write(this.frame, this.header, this.frame.length - this.header);
	}

	/**
	 * Tell whether this value replaces another one. Within a partition that is the order
	 * of reading. A key that moved to another partition is ordered by its timestamps and
	 * then by partition, so that all replicas agree, whichever they read first. What the
	 * topic did not have is replaced by whatever it has.
	 */
	boolean replaces(FeedValue other) {
		if (this.partition == other.partition || other.partition == NO_PARTITION || this.timestamp > other.timestamp) {
			return true;
		}
		return this.timestamp == other.timestamp && this.partition > other.partition;
	}

}
