package io.realtimeclock.benchmark.load.tally;

import java.util.Map;

/**
 * What a group of clients got in a window of time.
 *
 * @param frames ticks, the doubled ones among them
 * @param bytes bytes of all kinds
 * @param missed ticks that are missing between two others
 * @param doubled ticks that came again at once
 * @param backward ticks that came after a newer one
 * @param stale notices of a silent source
 * @param old ticks that were no current time any more
 * @param lastFirstMicros when the last client got its first tick, in microseconds since
 * the epoch, 0 if none did
 * @param latencies from the beginning of a slot to the receipt of its tick, without the
 * first tick of each client, which is older
 * @param untilTick from the beginning of a connection to its first tick
 * @param untilNewest from the end of a stall to a tick that is not old
 * @param refusals handshakes that failed, by HTTP status, 0 for no answer
 * @param closes connections that the server ended, by close code, 1006 for none
 */
public record Received(long frames, long bytes, long missed, long doubled, long backward, long stale, long old,
		long lastFirstMicros, Latencies latencies, Latencies untilTick, Latencies untilNewest,
		Map<Integer, Integer> refusals, Map<Integer, Integer> closes) {
}
