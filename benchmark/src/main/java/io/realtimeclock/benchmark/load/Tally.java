package io.realtimeclock.benchmark.load;

import java.util.Map;
import java.util.TreeMap;

/** Counts what a group of clients gets. Only the event loop touches it. */
final class Tally {

	/** Ticks older than this on their receipt are no current time. */
	static final long OLD_MICROS = 2_000_000;

	final Latencies latencies = new Latencies();

	final Latencies untilTick = new Latencies();

	final Latencies untilNewest = new Latencies();

	final Map<Integer, Integer> refusals = new TreeMap<>();

	final Map<Integer, Integer> closes = new TreeMap<>();

	long bytes;

	long stale;

	long lastFirstMicros;

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

	Received received() {
		return new Received(this.frames, this.bytes, this.missed, this.doubled, this.backward, this.stale, this.old,
				this.lastFirstMicros, this.latencies, this.untilTick, this.untilNewest, this.refusals, this.closes);
	}

}
