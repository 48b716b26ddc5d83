package io.realtimeclock.gateway.tick;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.gateway.broadcast.Broadcaster;
import io.realtimeclock.gateway.tick.TickFeed.SourceHealth;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

class TickFeedTests {

	private static final byte[] LIVE = { 1 };

	private static final byte[] STALE = { 2 };

	private final Grid grid = new Grid(Duration.ofMillis(500));

	private final Broadcaster broadcaster = mock(Broadcaster.class);

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final SourceHealth health = mock(SourceHealth.class);

	private Instant now = Instant.parse("2026-11-28T12:00:00.100Z");

	private final Tick tick = this.grid.at(this.now);

	private final TickFeed feed = feed(Duration.ofMinutes(1), this.meters);

	private TickFeed feed(Duration staleAfter, MeterRegistry meters) {
		TickMessages messages = mock(TickMessages.class);
		given(messages.live(any())).willReturn(LIVE);
		given(messages.stale(any())).willReturn(STALE);
		TickLimits.Settings settings = new TickLimits.Settings(Duration.ofSeconds(2), Duration.ofMillis(1500),
				staleAfter, Duration.ofMinutes(1));
		TickLimits limits = new TickLimits(() -> this.now, settings, new ClockProperties(this.grid.period(), null),
				meters);
		return new TickFeed(limits, messages, this.broadcaster, this.health, meters);
	}

	@Test
	void publishesANewerTickOnceAndForAsLongAsItIsLive() {
		this.feed.live(this.tick);
		this.feed.live(this.tick);
		verify(this.broadcaster).publish(LIVE, STALE, this.tick.instant(), Duration.ofMillis(1400));
		verify(this.health, times(2).description("it is not late")).ticked();
		verifyNoMoreInteractions(this.broadcaster);
	}

	@Test
	void publishesATickThatHasJustReachedItsAgeAndNoneThatIsOlder() {
		this.now = this.tick.instant().plusMillis(1500);
		this.feed.live(this.tick);
		verify(this.broadcaster).publish(LIVE, STALE, this.tick.instant(), Duration.ZERO);
		verify(this.health).ticked();
		this.now = this.now.plusMillis(501);
		this.feed.live(this.grid.next(this.tick));
		verifyNoMoreInteractions(this.broadcaster, this.health);
		assertThat(this.meters.counter("gateway.ticks.late").count()).isOne();
	}

	@Test
	void publishesAStoredTickUntilALiveOneCame() {
		this.feed.stored(this.tick);
		verify(this.broadcaster).publish(LIVE, STALE, this.tick.instant(), Duration.ofMillis(1400));
		this.feed.stored(this.tick);
		verifyNoMoreInteractions(this.broadcaster, this.health);
	}

	@Test
	void sendsTheStaleNoticeOnceTheSourceIsSilent() {
		this.feed.tellWhenStale();
		verifyNoMoreInteractions(this.broadcaster);
		SimpleMeterRegistry figures = new SimpleMeterRegistry();
		TickFeed impatient = feed(Duration.ofMillis(501), figures);
		assertThat(figures.get("gateway.stale").gauge().value()).isZero();
		await().untilAsserted(() -> {
			impatient.tellWhenStale();
			verify(this.broadcaster).publish(STALE);
		});
		assertThat(figures.get("gateway.stale").gauge().value()).isOne();
		assertThat(figures.get("gateway.tick.age").timeGauge().value(TimeUnit.MILLISECONDS)).isGreaterThan(500);
		assertThat(Duration.ofNanos(impatient.age())).isGreaterThan(Duration.ofMillis(500));
	}

}
