package io.realtimeclock.gateway.feed;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecentDeletionsTests {

	private static final FeedValue OLDER = FeedValue.encode("a", new byte[] { '1' }, 0, 100);

	private long nanos;

	private final RecentDeletions deletions = new RecentDeletions(10, () -> this.nanos);

	@Test
	void keepsADeletionForItsTimeAndNotMuchLonger() {
		pass(RecentDeletions.KEPT.dividedBy(2));
		delete("a");
		pass(RecentDeletions.KEPT);
		assertThat(isDeleted("a")).isTrue();
		pass(RecentDeletions.KEPT);
		assertThat(isDeleted("a")).isFalse();
		assertThat(this.deletions.size()).isZero();
	}

	@Test
	void keepsWhatWasReadLongAgoForAsLongFromTheEndOfTheTopic() {
		delete("a");
		this.nanos += RecentDeletions.KEPT.multipliedBy(2).toNanos();
		this.deletions.keepFromNow();
		pass(RecentDeletions.KEPT);
		assertThat(isDeleted("a")).isTrue();
	}

	@Test
	void keepsNoMoreDeletionsThanItsNumberHoweverManyComeAtOnce() {
		for (int i = 0; i < 100_000; i++) {
			delete("key" + i);
			assertThat(this.deletions.size()).isLessThanOrEqualTo(RecentDeletions.LEAST_NUMBER);
		}
		assertThat(isDeleted("key95001")).isTrue();
		assertThat(isDeleted("key80000")).isFalse();
	}

	@Test
	void forgetsAllOfATopicThatIsAnotherOne() {
		delete("a");
		this.deletions.clear();
		assertThat(isDeleted("a")).isFalse();
	}

	private void pass(Duration time) {
		this.nanos += time.toNanos();
		this.deletions.expire();
	}

	private void delete(String key) {
		this.deletions.add(key, FeedValue.encode(key, null, 1, 200));
	}

	private boolean isDeleted(String key) {
		return this.deletions.isReplaced(key, OLDER);
	}

}
