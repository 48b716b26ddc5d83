package io.realtimeclock.ticker.slot;

import java.time.InstantSource;

import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.ticker.claim.SlotClaims;
import io.realtimeclock.ticker.claim.SlotClaims.ClaimOutcome;
import io.realtimeclock.ticker.publish.TickPublisher;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

/**
 * The work of each slot: claim it, and publish its tick unless another replica does.
 */
@Component
final class TickCycle {

	private static final Log logger = LogFactory.getLog(TickCycle.class);

	private final SlotClaims claims;

	private final TickPublisher publisher;

	private final Grid grid;

	private final InstantSource clock;

	TickCycle(SlotClaims claims, TickPublisher publisher, ClockProperties properties, InstantSource clock) {
		this.claims = claims;
		this.publisher = publisher;
		this.grid = properties.grid();
		this.clock = clock;
	}

	void run(Tick tick) {
		// A replica must not win a slot that it can't publish
		ClaimOutcome outcome = this.publisher.delivers() ? this.claims.claim(tick) : this.claims.yieldSlot(tick);
		if (isOver(tick)) {
			logger.warn("The tick of " + tick.instant() + " is no longer published: this process stood still");
			return;
		}
		switch (outcome) {
			// If Redis does not answer, it is published anyway: a duplicate is harmless
			case WON, UNANSWERED, YIELDED -> this.publisher.publish(tick);
			case LOST, AHEAD, BEHIND -> {
			}
		}
	}

	private boolean isOver(Tick tick) {
		return this.grid.at(this.clock.instant()).sequence() > tick.sequence() + 1;
	}

}
