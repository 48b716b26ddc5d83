package io.realtimeclock.benchmark.load;

import java.nio.ByteBuffer;

/**
 * Checks the values of one client's keys. A value such as
 * <code>{"key":"k00042","value":{"sequence":17,"sent":1764345678123456}}</code> has the
 * number of its key, a sequence that rises by one with each value of the key, and the
 * microsecond in which it was published.
 */
final class ValueCheck extends TickCheck {

	private static final byte[] KEY = TickText.bytes("\"key\":");

	private static final int NONE = -1;

	/** The numbers of the keys, in an open hash table. */
	private final int[] keys;

	private final long[] sequences;

	private final int expected;

	private int known;

	private int index;

	/**
	 * Create a check.
	 * @param expected the number of keys that the client waits for
	 */
	ValueCheck(int expected) {
		int size = Integer.highestOneBit(2 * expected) * 2;
		this.keys = new int[size];
		this.sequences = new long[size];
		this.expected = expected;
	}

	@Override
	boolean isComplete() {
		return this.known >= this.expected;
	}

	/** Return the lowest sequence of all keys, 0 if a key has no value. */
	@Override
	long lastSequence() {
		long lowest = Long.MAX_VALUE;
		for (long sequence : this.sequences) {
			lowest = (sequence > 0) ? Math.min(lowest, sequence) : lowest;
		}
		return isComplete() ? lowest : 0;
	}

	/** A key may change once more between two writes to its client. */
	@Override
	boolean isLagging(long newest) {
		return super.isLagging(newest - 1);
	}

	@Override
	boolean accept(ByteBuffer message, Counters counters) {
		boolean accepted = false;
		int start = message.position();
		// NATS sends the values of several keys in one message
		while ((this.index = TickText.find(message, KEY)) >= 0) {
			acceptValue(message, counters);
			message.position(this.index);
			accepted = true;
		}
		message.position(start);
		return accepted;
	}

	private void acceptValue(ByteBuffer message, Counters counters) {
		int slot = slot((int) number(message));
		long last = this.sequences[slot];
		long sequence = number(message);
		this.sequences[slot] = Math.max(last, sequence);
		boolean isNew = last == 0;
		this.known += isNew ? 1 : 0;
		count(last, sequence, number(message), isNew && this.known == this.expected, counters);
	}

	/** Return where the sequence of a key is, or belongs. */
	private int slot(int key) {
		int slot = key & (this.keys.length - 1);
		while (this.sequences[slot] > 0 && this.keys[slot] != key) {
			slot = (slot + 1) & (this.keys.length - 1);
		}
		this.keys[slot] = key;
		return slot;
	}

	/** Return the next number in the text, {@link #NONE} if there is none. */
	private long number(ByteBuffer text) {
		int at = this.index;
		while (at < text.limit() && !isDigit(text.get(at))) {
			at++;
		}
		long number = (at < text.limit()) ? 0 : NONE;
		for (; at < text.limit() && isDigit(text.get(at)); at++) {
			number = 10 * number + text.get(at) - '0';
		}
		this.index = at;
		return number;
	}

	private static boolean isDigit(byte character) {
		return character >= '0' && character <= '9';
	}

}
