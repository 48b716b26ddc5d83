package io.realtimeclock.benchmark.load.tally;

import java.util.Map;
import java.util.TreeMap;

/** Counts what a group of clients gets. Only the event loop touches it. */
public final class Tally {

	/** Ticks older than this on their receipt are no current time. */
	static final long OLD_MICROS = 2_000_000;

	/** What stands for no close frame (RFC 6455, section 7.4.1). */
	private static final int ABNORMAL_CLOSURE = 1006;

	final Latencies latencies = new Latencies();

	final Latencies untilTick = new Latencies();

	final Latencies untilNewest = new Latencies();

	long stale;

	long lastFirstMicros;

	private final Map<Integer, Integer> refusals = new TreeMap<>();

	private final Map<Integer, Integer> closes = new TreeMap<>();

	private long bytes;

	private long frames;

	private long missed;

	private long doubled;

	private long backward;

	private long old;

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

	/** Count bytes of whatever kind. */
	public void bytes(int number) {
		this.bytes += number;
	}

	/** Count a handshake that failed, by its HTTP status, 0 for no answer. */
	public void refused(int status) {
		this.refusals.merge(status, 1, Integer::sum);
	}

	/** Count a connection that the server ended, by its close code, 0 for none. */
	public void closed(int code) {
		this.closes.merge((code != 0) ? code : ABNORMAL_CLOSURE, 1, Integer::sum);
	}

	/** Return how many handshakes failed. */
	public long refusals() {
		return this.refusals.values().stream().mapToLong(Integer::longValue).sum();
	}

	/** Return what was counted. */
	public Received received() {
		return new Received(this.frames, this.bytes, this.missed, this.doubled, this.backward, this.stale, this.old,
				this.lastFirstMicros, this.latencies, this.untilTick, this.untilNewest, this.refusals, this.closes);
	}

}
