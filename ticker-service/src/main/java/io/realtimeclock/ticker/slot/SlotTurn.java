package io.realtimeclock.ticker.slot;

import io.realtimeclock.tick.Tick;
import io.realtimeclock.ticker.claim.ClaimOutcome;
import io.realtimeclock.ticker.claim.SlotClaims;
import io.realtimeclock.ticker.publish.TickPublisher;

import org.springframework.stereotype.Component;

/**
 * What happens at each slot: claim it, and publish its tick unless somebody else does.
 */
@Component
final class SlotTurn {

	private final SlotClaims claims;

	private final TickPublisher publisher;

	SlotTurn(SlotClaims claims, TickPublisher publisher) {
		this.claims = claims;
		this.publisher = publisher;
	}

	void take(Tick tick) {
		// A slot that this replica wins and can't publish would be nobody's
		ClaimOutcome outcome = this.publisher.delivers() ? this.claims.claim(tick) : this.claims.leave(tick);
		switch (outcome) {
			// Unclaimed it goes out all the same: a double is harmless, a hole is not
			case WON, UNANSWERED, LEFT -> this.publisher.publish(tick);
			case LOST, AHEAD, BEHIND -> {
			}
		}
	}

}
