package io.realtimeclock.benchmark.load;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what a group of clients receives. All state belongs to the event loop. */
final class Counters {

	/** The age from which a tick counts as old. */
	static final long OLD_MICROS = 2_000_000;

	/** The close code for a missing close frame (RFC 6455, section 7.4.1). */
	private static final int ABNORMAL_CLOSURE = 1006;

	final Received.Latencies latencies = new Received.Latencies();

	final Received.Latencies lastLatencies = new Received.Latencies();

	final Received.Latencies untilTick = new Received.Latencies();

	final Received.Latencies untilNewest = new Received.Latencies();

	long stale;

	long lastFirstMicros;

	private final Map<Integer, Integer> refusals = new TreeMap<>();

	private final Map<Integer, Integer> closes = new TreeMap<>();

	private final Map<Long, Long> slowestBySlot = new HashMap<>();

	private long slot;

	private long slowest;

	private long bytes;

	private long reads;

	private long frames;

	private long missed;

	private long duplicates;

	private long backward;

	private long old;

	/**
	 * Count a tick.
	 * @param last the connection's newest sequence before it, 0 for the first tick
	 */
	void tick(long last, long sequence, long age) {
		this.frames++;
		if (age > OLD_MICROS) {
			this.old++;
		}
		if (last == 0) {
			return;
		}
		if (sequence > last) {
			this.missed += sequence - last - 1;
			this.latencies.record(age);
		}
		else if (sequence == last) {
			this.duplicates++;
		}
		else {
			this.backward++;
		}
	}

	/** Note the age of a slot's tick, of which the last client's is counted. */
	void slot(long sequence, long age) {
		if (sequence == this.slot) {
			this.slowest = Math.max(this.slowest, age);
		}
		else {
			endSlot();
			this.slot = sequence;
			this.slowest = age;
		}
	}

	private void endSlot() {
		if (this.slot != 0) {
			this.slowestBySlot.merge(this.slot, this.slowest, Math::max);
			this.slot = 0;
		}
	}

	void bytes(int number) {
		this.bytes += number;
		this.reads++;
	}

	/** Count a failed handshake by HTTP status, 0 without a response. */
	void refused(int status) {
		this.refusals.merge(status, 1, Integer::sum);
	}

	/** Count a connection closed by the server by close code, 0 without one. */
	void closed(int code) {
		this.closes.merge((code != 0) ? code : ABNORMAL_CLOSURE, 1, Integer::sum);
	}

	long refusals() {
		return this.refusals.values().stream().mapToLong(Integer::longValue).sum();
	}

	Received received() {
		endSlot();
		this.slowestBySlot.values().forEach(this.lastLatencies::record);
		this.slowestBySlot.clear();
		return new Received(this.frames, this.bytes, this.reads, this.missed, this.duplicates, this.backward,
				this.stale, this.old, this.lastFirstMicros, this.latencies, this.lastLatencies, this.untilTick,
				this.untilNewest, this.refusals, this.closes);
	}

}
