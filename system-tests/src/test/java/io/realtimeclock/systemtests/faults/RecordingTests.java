package io.realtimeclock.systemtests.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecordingTests {

	private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

	private final List<Seen> frames = new ArrayList<>();

	@Test
	void countsTheSlotsThatNeverCame() {
		live(1, 10, 0);
		live(1, 11, 500);
		live(1, 14, 2000);
		assertThat(recording().missed()).isEqualTo(2);
	}

	@Test
	void doesNotMissWhatCameByAnotherConnection() {
		live(1, 10, 0);
		live(2, 11, 500);
		live(2, 12, 1000);
		assertThat(recording().missed()).isZero();
	}

	@Test
	void countsDoublesAndStepsBackOnEachConnectionAlone() {
		live(1, 10, 0);
		live(1, 10, 100);
		live(1, 9, 200);
		live(2, 9, 300);
		assertThat(recording().duplicates()).isEqualTo(1);
		assertThat(recording().backward()).isEqualTo(1);
	}

	@Test
	void takesANoticeForNoTick() {
		live(1, 10, 0);
		stale(1, 10, 2100);
		live(1, 15, 2500);
		Recording recording = recording();
		assertThat(recording.duplicates()).isZero();
		assertThat(recording.missed()).isEqualTo(4);
		assertThat(recording.untilStale()).isEqualTo(Duration.ofMillis(2100));
		assertThat(recording.longestGap()).isEqualTo(Duration.ofMillis(2500));
		assertThat(recording.firstLiveAfter(Duration.ofMillis(2000).toNanos())).isEqualTo(Duration.ofMillis(500));
	}

	@Test
	void findsTheDensestFifthOfASecond() {
		live(1, 10, 0);
		live(1, 11, 150);
		live(1, 12, 199);
		live(1, 13, 700);
		live(2, 13, 720);
		assertThat(recording().burst()).isEqualTo(3);
	}

	@Test
	void knowsHowOldAndHowFarAheadATickWas() {
		live(1, 0, 300);
		live(1, 2, 900);
		assertThat(recording().oldestLive()).isEqualTo(Duration.ofMillis(300));
		assertThat(recording().farthestAhead()).isEqualTo(Duration.ofMillis(100));
	}

	private void live(int connection, long sequence, long millis) {
		this.frames.add(frame(connection, sequence, millis, false));
	}

	private void stale(int connection, long sequence, long millis) {
		this.frames.add(frame(connection, sequence, millis, true));
	}

	private static Seen frame(int connection, long sequence, long millis, boolean stale) {
		return new Seen(connection, sequence, NOON.plusMillis(sequence * 500), stale, NOON.plusMillis(millis),
				Duration.ofMillis(millis).toNanos());
	}

	private Recording recording() {
		return new Recording(this.frames);
	}

}
