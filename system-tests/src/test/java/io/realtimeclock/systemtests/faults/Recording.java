package io.realtimeclock.systemtests.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The frames of one client, and figures about them.
 */
final class Recording {

	private final List<Seen> frames;

	private final List<Seen> live;

	Recording(List<Seen> frames) {
		this.frames = List.copyOf(frames);
		this.live = this.frames.stream().filter((frame) -> !frame.stale()).toList();
	}

	/**
	 * Count the missed slots between the first and the last live tick.
	 */
	long missed() {
		TreeSet<Long> slots = this.live.stream().map(Seen::sequence).collect(Collectors.toCollection(TreeSet::new));
		return slots.isEmpty() ? 0 : slots.last() - slots.first() + 1 - slots.size();
	}

	long duplicates() {
		return steps((before, after) -> after.sequence() == before.sequence());
	}

	long backward() {
		return steps((before, after) -> after.sequence() < before.sequence());
	}

	/**
	 * Return the age of the oldest tick that was shown as live.
	 */
	Duration oldestLive() {
		return this.live.stream().map(Seen::age).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
	}

	/**
	 * Return how far ahead of its arrival the farthest live tick was.
	 */
	Duration farthestAhead() {
		return this.live.stream()
			.map((frame) -> frame.age().negated())
			.max(Comparator.naturalOrder())
			.orElse(Duration.ZERO);
	}

	/**
	 * Return the longest time between two live ticks.
	 */
	Duration longestGap() {
		long longest = 0;
		for (int i = 1; i < this.live.size(); i++) {
			longest = Math.max(longest, this.live.get(i).nanos() - this.live.get(i - 1).nanos());
		}
		return Duration.ofNanos(longest);
	}

	/**
	 * Return the highest number of frames within a fifth of a second on one connection.
	 */
	int burst() {
		int highest = 0;
		for (List<Seen> frames : byConnection(this.frames)) {
			for (int from = 0; from < frames.size(); from++) {
				int to = from;
				while (to < frames.size() && frames.get(to).nanos() - frames.get(from).nanos() < 200_000_000L) {
					to++;
				}
				highest = Math.max(highest, to - from);
			}
		}
		return highest;
	}

	/**
	 * Return the time from the last live tick to the first stale notice.
	 */
	Duration untilStale() {
		for (int i = 1; i < this.frames.size(); i++) {
			if (this.frames.get(i).stale() && !this.frames.get(i - 1).stale()) {
				return Duration.ofNanos(this.frames.get(i).nanos() - this.frames.get(i - 1).nanos());
			}
		}
		return Duration.ofDays(1);
	}

	/**
	 * Return the time from a moment to the next live tick.
	 * @param nanos the moment, by the monotonic clock
	 */
	Duration firstLiveAfter(long nanos) {
		return this.live.stream()
			.filter((frame) -> frame.nanos() > nanos)
			.findFirst()
			.map((frame) -> Duration.ofNanos(frame.nanos() - nanos))
			.orElse(Duration.ofDays(1));
	}

	List<Seen> frames() {
		return this.frames;
	}

	private long steps(Step wanted) {
		long found = 0;
		for (List<Seen> frames : byConnection(this.live)) {
			for (int i = 1; i < frames.size(); i++) {
				found += wanted.test(frames.get(i - 1), frames.get(i)) ? 1 : 0;
			}
		}
		return found;
	}

	private static List<List<Seen>> byConnection(List<Seen> frames) {
		return new ArrayList<>(frames.stream()
			.collect(Collectors.groupingBy(Seen::connection, TreeMap::new, Collectors.toList()))
			.values());
	}

	private interface Step {

		boolean test(Seen before, Seen after);

	}

}
