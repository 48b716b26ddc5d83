package io.realtimeclock.benchmark.load;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a group of clients got in a window of time. Only the event loop writes to it; who
 * takes it out of the loop owns it.
 */
public final class Tally {

	/** Frames older than this on their receipt are no current time. */
	static final long OLD_MICROS = 2_000_000;

	final Latencies latencies = new Latencies();

	final Latencies untilTick = new Latencies();

	final Latencies untilNewest = new Latencies();

	final Map<Integer, Integer> refusals = new TreeMap<>();

	final Map<Integer, Integer> closes = new TreeMap<>();

	long frames;

	long bytes;

	long missed;

	long doubled;

	long backward;

	long stale;

	long old;

	long opened;

	long left;

	long lastTickMicros;

	void tick(Verdict verdict, long missing, long age) {
		this.frames++;
		if (age > OLD_MICROS) {
			this.old++;
		}
		switch (verdict) {
			case FIRST -> {
			}
			case NEXT -> this.latencies.record(age);
			case GAP -> {
				this.missed += missing;
				this.latencies.record(age);
			}
			case DOUBLED -> this.doubled++;
			case BACKWARD -> this.backward++;
		}
	}

	/**
	 * Return the times from the beginning of a slot to the receipt of its tick, without
	 * the first tick of each client, which is older.
	 * @return the times
	 */
	public Latencies latencies() {
		return this.latencies;
	}

	/**
	 * Return the times from the beginning of a connection to its first tick.
	 * @return the times
	 */
	public Latencies untilTick() {
		return this.untilTick;
	}

	/**
	 * Return the times from the end of a stall to a tick that is not old.
	 * @return the times
	 */
	public Latencies untilNewest() {
		return this.untilNewest;
	}

	/**
	 * Return the handshakes that were refused, or never answered, by status.
	 * @return numbers by HTTP status, 0 for no answer
	 */
	public Map<Integer, Integer> refusals() {
		return this.refusals;
	}

	/**
	 * Return the connections that the server ended.
	 * @return numbers by close code, 1006 for none
	 */
	public Map<Integer, Integer> closes() {
		return this.closes;
	}

	/**
	 * Return how many ticks were received, the doubled ones among them.
	 * @return the number
	 */
	public long frames() {
		return this.frames;
	}

	/**
	 * Return how many bytes were received.
	 * @return the number
	 */
	public long bytes() {
		return this.bytes;
	}

	/**
	 * Return how many ticks are missing between two that were received.
	 * @return the number
	 */
	public long missed() {
		return this.missed;
	}

	/**
	 * Return how many ticks came again at once.
	 * @return the number
	 */
	public long doubled() {
		return this.doubled;
	}

	/**
	 * Return how many ticks came after a newer one.
	 * @return the number
	 */
	public long backward() {
		return this.backward;
	}

	/**
	 * Return how many notices of a silent source came.
	 * @return the number
	 */
	public long stale() {
		return this.stale;
	}

	/**
	 * Return how many ticks were old when they came.
	 * @return the number
	 */
	public long old() {
		return this.old;
	}

	/**
	 * Return how many handshakes succeeded.
	 * @return the number
	 */
	public long opened() {
		return this.opened;
	}

	/**
	 * Return how many clients left by themselves.
	 * @return the number
	 */
	public long left() {
		return this.left;
	}

	/**
	 * Return when the last client got its first tick.
	 * @return the wall clock in microseconds, 0 if there was none
	 */
	public long lastTickMicros() {
		return this.lastTickMicros;
	}

}
