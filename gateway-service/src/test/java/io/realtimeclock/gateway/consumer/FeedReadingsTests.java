package io.realtimeclock.gateway.consumer;

import java.time.Duration;
import java.util.List;

import io.realtimeclock.gateway.feed.LoneFeed;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The stale notices of feeds whose topics are not found.
 */
class FeedReadingsTests {

	private static final Duration REPEAT = Duration.ofMillis(200);

	@Test
	void aFeedWithoutATopicIsStaleAfterItsTime() {
		LoneFeed lone = new LoneFeed(10, 3, Duration.ofMillis(300));
		FeedReadings readings = new FeedReadings(List.of(lone.feed()), REPEAT);
		readings.notifyIfStale();
		assertThat(lone.feed().isStale()).isFalse();
		await().until(() -> {
			readings.notifyIfStale();
			return lone.feed().staleNotices() == 2;
		});
		assertThat(lone.feed().isStale()).isTrue();
	}

	@Test
	void aFeedIsNeverStaleUnlessTheSettingsSaySo() {
		LoneFeed silent = new LoneFeed(10);
		LoneFeed other = new LoneFeed(10, 3, Duration.ofMillis(100));
		FeedReadings readings = new FeedReadings(List.of(silent.feed(), other.feed()), REPEAT);
		await().until(() -> {
			readings.notifyIfStale();
			return other.feed().isStale();
		});
		assertThat(silent.feed().isStale()).isFalse();
	}

}
