package io.realtimeclock.ticker.slot;

import java.time.Duration;
import java.time.Instant;

import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.ticker.claim.SlotClaims;
import io.realtimeclock.ticker.claim.SlotClaims.ClaimOutcome;
import io.realtimeclock.ticker.publish.TickPublisher;
import io.realtimeclock.ticker.slot.SlotLoop.TickCycle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

class TickCycleTests {

	private static final ClockProperties CLOCK = new ClockProperties(Duration.ofMillis(500), null);

	private final SlotClaims claims = mock(SlotClaims.class);

	private final TickPublisher publisher = mock(TickPublisher.class);

	private Instant now = Instant.parse("2026-11-28T12:00:00Z");

	private final Tick tick = CLOCK.grid().at(this.now);

	private final TickCycle cycle = new TickCycle(this.claims, this.publisher, CLOCK, () -> this.now);

	@ParameterizedTest
	@EnumSource(names = { "WON", "UNANSWERED" })
	void publishesASlotThatNoOtherTickerIsKnownToPublish(ClaimOutcome outcome) {
		given(this.publisher.delivers()).willReturn(true);
		given(this.claims.claim(this.tick)).willReturn(outcome);
		this.cycle.run(this.tick);
		then(this.publisher).should().publish(this.tick);
	}

	@ParameterizedTest
	@EnumSource(names = { "LOST", "AHEAD", "BEHIND" })
	void publishesNoSlotOfAnotherTickerOrOfAWrongClock(ClaimOutcome outcome) {
		given(this.publisher.delivers()).willReturn(true);
		given(this.claims.claim(this.tick)).willReturn(outcome);
		this.cycle.run(this.tick);
		then(this.publisher).should(never()).publish(any());
	}

	@Test
	void publishesWithoutAClaimWhileItCannotDeliver() {
		given(this.claims.yieldSlot(this.tick)).willReturn(ClaimOutcome.YIELDED);
		this.cycle.run(this.tick);
		then(this.claims).should(never()).claim(any());
		then(this.publisher).should().publish(this.tick);
	}

	@Test
	void publishesNothingOnceTheNextSlotIsOver() {
		given(this.publisher.delivers()).willReturn(true);
		given(this.claims.claim(this.tick)).willReturn(ClaimOutcome.WON);
		this.now = this.now.plusMillis(999);
		this.cycle.run(this.tick);
		then(this.publisher).should().publish(this.tick);
		this.now = this.now.plusMillis(1);
		this.cycle.run(this.tick);
		then(this.publisher).should().publish(any());
	}

}
