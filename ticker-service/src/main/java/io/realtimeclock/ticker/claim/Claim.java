package io.realtimeclock.ticker.claim;

import java.util.List;

/**
 * What the claim script answers.
 *
 * @param outcome how the claim ended
 * @param ahead by how many slots this ticker's clock is ahead of Redis's
 * @param right by how many slots the clock that is right is ahead of Redis's
 * @param putBack the sequence that was stored before if this claim puts the time back, 0
 * if not
 */
record Claim(ClaimOutcome outcome, long ahead, long right, long putBack) {

	static Claim of(List<?> answer) {
		return new Claim(ClaimOutcome.valueOf(String.valueOf(answer.get(0))), number(answer.get(1)),
				number(answer.get(2)), number(answer.get(3)));
	}

	private static long number(Object value) {
		return Long.parseLong(value.toString());
	}

}
