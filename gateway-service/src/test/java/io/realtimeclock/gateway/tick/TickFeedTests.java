package io.realtimeclock.gateway.tick;

import java.time.Duration;
import java.time.Instant;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.gateway.broadcast.Broadcaster;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

class TickFeedTests {

	private static final byte[] LIVE = { 1 };

	private static final byte[] STALE = { 2 };

	private final Grid grid = new Grid(Duration.ofMillis(500));

	private final Broadcaster broadcaster = mock(Broadcaster.class);

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private Instant now = Instant.parse("2026-11-28T12:00:00.100Z");

	private final Tick tick = this.grid.at(this.now);

	private final TickFeed feed = feed(Duration.ofMinutes(1));

	private TickFeed feed(Duration staleAfter) {
		TickMessages messages = mock(TickMessages.class);
		given(messages.live(any())).willReturn(LIVE);
		given(messages.stale(any())).willReturn(STALE);
		TickLimits.Settings settings = new TickLimits.Settings(Duration.ofSeconds(2), Duration.ofMillis(1500),
				Duration.ofSeconds(2), Duration.ofSeconds(15));
		TickLimits limits = new TickLimits(() -> this.now, settings, new ClockProperties(this.grid.period(), null),
				this.meters);
		return new TickFeed(limits, new Staleness(staleAfter, Duration.ofMinutes(1), System.nanoTime()), messages,
				this.broadcaster);
	}

	@Test
	void publishesANewerTickOnceAndForAsLongAsItIsLive() {
		assertThat(this.feed.live(this.tick)).isTrue();
		assertThat(this.feed.live(this.tick)).as("it is not late").isTrue();
		verify(this.broadcaster).publish(LIVE, STALE, this.tick.instant(), Duration.ofMillis(1400));
		verifyNoMoreInteractions(this.broadcaster);
	}

	@Test
	void publishesATickThatHasJustReachedItsAgeAndNoneThatIsOlder() {
		this.now = this.tick.instant().plusMillis(1500);
		assertThat(this.feed.live(this.tick)).isTrue();
		verify(this.broadcaster).publish(LIVE, STALE, this.tick.instant(), Duration.ZERO);
		this.now = this.now.plusMillis(501);
		assertThat(this.feed.live(this.grid.next(this.tick))).isFalse();
		verifyNoMoreInteractions(this.broadcaster);
		assertThat(this.meters.counter("gateway.ticks.late").count()).isOne();
	}

	@Test
	void publishesAStoredTickUntilALiveOneCame() {
		this.feed.stored(this.tick);
		verify(this.broadcaster).publish(LIVE, STALE, this.tick.instant(), Duration.ofMillis(1400));
		this.feed.stored(this.tick);
		verifyNoMoreInteractions(this.broadcaster);
	}

	@Test
	void sendsTheStaleNoticeOnceTheSourceIsSilent() {
		this.feed.tellWhenStale();
		verifyNoMoreInteractions(this.broadcaster);
		feed(Duration.ZERO).tellWhenStale();
		verify(this.broadcaster).publish(STALE);
	}

}
