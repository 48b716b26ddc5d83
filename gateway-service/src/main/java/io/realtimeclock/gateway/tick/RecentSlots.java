package io.realtimeclock.gateway.tick;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickNames;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** What became of the slots of the last minute, as far as this gateway has seen them. */
@Component
public final class RecentSlots {

	private static final Duration KEPT = Duration.ofMinutes(1);

	/** A longer name is cut, since a record's header may hold anything. */
	private static final int NAME_BYTES = 64;

	// At most as many as the grid has, since only credible ticks are noted
	private final Map<Long, RecentSlot> slots = new TreeMap<>();

	private final Grid grid;

	private final InstantSource clock;

	private final long start;

	/** The slot of the first tick, which comes a while after the start. */
	private @Nullable Long first;

	RecentSlots(ClockProperties clock, InstantSource time) {
		this.grid = clock.grid();
		this.clock = time;
		this.start = this.grid.at(time.instant()).sequence();
	}

	/** Note a tick, and who published it. */
	public synchronized void seen(Tick tick, Headers headers) {
		Instant now = this.clock.instant();
		if (this.first == null) {
			this.first = tick.sequence();
		}
		this.slots.putIfAbsent(tick.sequence(), new RecentSlot(tick.sequence(), tick.instant(), ticker(headers),
				Duration.between(tick.instant(), now).toMillis()));
		long oldest = this.grid.at(now.minus(KEPT)).sequence();
		this.slots.keySet().removeIf((sequence) -> sequence <= oldest);
	}

	private static String ticker(Headers headers) {
		Header header = headers.lastHeader(TickNames.TICKER_HEADER);
		byte[] name = (header != null) ? header.value() : null;
		return (name != null) ? new String(name, 0, Math.min(name.length, NAME_BYTES), StandardCharsets.UTF_8)
				: "unknown";
	}

	/** Return how many slots of a minute can be over, at most. */
	public int capacity() {
		return (int) Math.ceil(1.0 * KEPT.toNanos() / this.grid.period().toNanos());
	}

	/**
	 * Return the slots that are over, the eldest first, those without a tick among them,
	 * but none from before this gateway's first tick.
	 */
	public synchronized List<RecentSlot> list() {
		Instant now = this.clock.instant();
		long newest = this.grid.at(now).sequence() - 1;
		long begin = (this.first != null) ? this.first : this.start;
		List<RecentSlot> list = new ArrayList<>();
		for (Tick tick = this.grid.at(now.minus(KEPT)); tick.sequence() <= newest; tick = this.grid.next(tick)) {
			if (tick.sequence() >= begin) {
				list.add(this.slots.getOrDefault(tick.sequence(), RecentSlot.missed(tick)));
			}
		}
		return list;
	}

	/**
	 * A slot as this gateway has seen it.
	 *
	 * @param sequence its number
	 * @param instant when it began
	 * @param ticker the ticker that published its tick, {@code null} if none arrived
	 * @param delayMillis from its beginning to the arrival of its tick
	 */
	public record RecentSlot(long sequence, Instant instant, @Nullable String ticker, long delayMillis) {

		static RecentSlot missed(Tick tick) {
			return new RecentSlot(tick.sequence(), tick.instant(), null, 0);
		}

	}

}
