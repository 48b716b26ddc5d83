package io.realtimeclock.gateway.operator;

import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.realtimeclock.gateway.feed.RecentSlot;

/**
 * What one ticker did.
 *
 * @param ticker its name
 * @param ticks how many ticks it published
 * @param averageMillis how late they came on average
 * @param mostMillis how late the latest came
 */
record TickerShare(String ticker, long ticks, long averageMillis, long mostMillis) {

	static List<TickerShare> of(List<RecentSlot> slots) {
		Map<String, LongSummaryStatistics> delays = slots.stream()
			.filter((slot) -> slot.ticker() != null)
			.collect(Collectors.groupingBy((slot) -> Objects.requireNonNull(slot.ticker()), TreeMap::new,
					Collectors.summarizingLong(RecentSlot::delayMillis)));
		return delays.entrySet()
			.stream()
			.map((entry) -> new TickerShare(entry.getKey(), entry.getValue().getCount(),
					Math.round(entry.getValue().getAverage()), entry.getValue().getMax()))
			.toList();
	}

}
