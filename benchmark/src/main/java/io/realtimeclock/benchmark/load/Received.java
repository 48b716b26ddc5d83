package io.realtimeclock.benchmark.load;

import java.util.Map;

import org.HdrHistogram.Histogram;

/**
 * What a group of clients has received during a measurement.
 *
 * @param frames ticks, duplicates included
 * @param bytes bytes of all kinds
 * @param reads how often something was read
 * @param missed ticks missing between two received ones
 * @param duplicates ticks received twice in a row
 * @param backward ticks received after a newer one
 * @param stale notices that the source is silent
 * @param old ticks received more than two seconds late
 * @param lastFirstMicros when the last client received its first tick, in microseconds
 * since the epoch, 0 if none did
 * @param latencies from the start of a slot to the receipt of its tick, without each
 * client's first tick, which was published before the client connected
 * @param lastLatencies of each slot the longest of these latencies
 * @param untilTick from the start of a connection to its first tick
 * @param untilNewest from the end of a stall to the first tick that is not old
 * @param refusals failed handshakes by HTTP status, 0 without a response
 * @param closes connections closed by the server by close code, 1006 without one
 */
public record Received(long frames, long bytes, long reads, long missed, long duplicates, long backward, long stale,
		long old, long lastFirstMicros, Latencies latencies, Latencies lastLatencies, Latencies untilTick,
		Latencies untilNewest, Map<Integer, Integer> refusals, Map<Integer, Integer> closes) {

	/** Times in microseconds, recorded with three significant digits. */
	public static final class Latencies {

		private static final long MAX = 600_000_000;

		private final Histogram histogram = new Histogram(MAX, 3);

		void record(long micros) {
			// The system may set the wall clock back
			this.histogram.recordValue(Math.min(Math.max(micros, 0), MAX));
		}

		/** Return a percentile, from 0 to 100, in milliseconds; 0 if empty. */
		public double millis(double percentile) {
			return this.histogram.getValueAtPercentile(percentile) / 1e3;
		}

		/** Return the number of recorded times. */
		public long count() {
			return this.histogram.getTotalCount();
		}

	}

}
