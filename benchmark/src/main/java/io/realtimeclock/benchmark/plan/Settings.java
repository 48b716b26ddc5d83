package io.realtimeclock.benchmark.plan;

import java.util.List;

/**
 * How the commands are to be run.
 *
 * @param only the names of the servers to measure, empty for the command's own choice
 * @param most how many clients there are when it is about the number of them
 * @param warmUp how many seconds the clients are there before
 * @param residents how many clients are there before a storm
 * @param percent how many of the clients stall or leave, 0 for the command's own choice
 * @param stalledSeconds how long until a stalled client ought to be sent away
 */
public record Settings(boolean quick, List<String> only, int clients, int most, int turns, int seconds, int warmUp,
		int residents, int percent, int stalledSeconds, int minutes) {

	private static final int TWO_SWEEPS_SECONDS = 60;

	Settings withOnly(String... names) {
		return new Settings(this.quick, only(names), this.clients, this.most, this.turns, this.seconds, this.warmUp,
				this.residents, this.percent, this.stalledSeconds, this.minutes);
	}

	List<String> only(String... otherwise) {
		return this.only.isEmpty() ? List.of(otherwise) : this.only;
	}

	/** Return how long is measured where something happens every 30 s. */
	int twoSweeps() {
		return Math.max(this.seconds, TWO_SWEEPS_SECONDS);
	}

	int percent(int otherwise) {
		return (this.percent > 0) ? this.percent : otherwise;
	}

}
