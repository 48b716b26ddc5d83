package io.realtimeclock.gateway.subscription;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The frames of one client, gathered for one system call. An event loop has one, which is
 * used for one client after the other.
 */
final class Gathering {

	private static final int CAPACITY = 256 * 1024;

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(CAPACITY);

	/** Many small frames are copied faster into an array than into a buffer. */
	private final byte[] bytes = new byte[CAPACITY];

	private int size;

	private byte[][] frames = new byte[64][];

	private int[] positions = new int[64];

	private int[] ends = new int[64];

	private int count;

	void clear() {
		this.size = 0;
		this.count = 0;
	}

	/**
	 * Add a frame.
	 * @param position of its key in the subscription, negative if it has none
	 * @return {@code false} if there is no room for it
	 */
	boolean add(byte[] frame, int position) {
		// A frame that is larger than the buffer is written by itself
		boolean fits = frame.length <= CAPACITY - this.size;
		if (!fits && this.count > 0) {
			return false;
		}
		if (this.count == this.ends.length) {
			this.frames = Arrays.copyOf(this.frames, this.count * 2);
			this.positions = Arrays.copyOf(this.positions, this.count * 2);
			this.ends = Arrays.copyOf(this.ends, this.count * 2);
		}
		if (fits) {
			System.arraycopy(frame, 0, this.bytes, this.size, frame.length);
			this.size += frame.length;
		}
		else {
			this.size = CAPACITY;
		}
		this.frames[this.count] = frame;
		this.positions[this.count] = position;
		this.ends[this.count] = ((this.count > 0) ? this.ends[this.count - 1] : 0) + frame.length;
		this.count++;
		return true;
	}

	/** Return all bytes, to be written before the next frame is gathered. */
	ByteBuffer bytes() {
		boolean single = this.count == 1 && this.ends[0] > CAPACITY;
		return single ? ByteBuffer.wrap(this.frames[0]) : this.buffer.clear().put(this.bytes, 0, this.size).flip();
	}

	int count() {
		return this.count;
	}

	int position(int index) {
		return this.positions[index];
	}

	/** Return the index of the first frame that was not written whole. */
	int firstUnwritten(int written) {
		int index = 0;
		while (index < this.count && this.ends[index] <= written) {
			index++;
		}
		return index;
	}

	/** Tell whether a part of a frame was written. */
	boolean isCut(int index, int written) {
		return written > this.ends[index] - this.frames[index].length;
	}

	/** Return the rest of a frame, in bytes that never change. */
	ByteBuffer rest(int index, int written) {
		int begin = this.ends[index] - this.frames[index].length;
		return ByteBuffer.wrap(this.frames[index]).position(Math.max(0, written - begin));
	}

}
