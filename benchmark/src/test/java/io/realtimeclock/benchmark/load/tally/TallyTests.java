package io.realtimeclock.benchmark.load.tally;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TallyTests {

	private static final long AGE_MICROS = 5_000;

	private final Tally tally = new Tally();

	private long last;

	@Test
	void ticksThatFollowEachOtherAreFlawless() {
		receive(100, 101, 102);
		assertThat(this.tally.received().frames()).isEqualTo(3);
		assertThat(this.tally.received().missed() + this.tally.received().doubled() + this.tally.received().backward())
			.isZero();
	}

	@Test
	void theFirstTickHasNoLatencyAsItIsOldWhenTheClientComes() {
		receive(100);
		assertThat(this.tally.latencies.count()).isZero();
		receive(101);
		assertThat(this.tally.latencies.count()).isOne();
		assertThat(this.tally.latencies.millis(99)).isBetween(4.9, 5.1);
	}

	@Test
	void everyTickOfAGapIsMissed() {
		receive(100, 101, 105);
		assertThat(this.tally.received().missed()).isEqualTo(3);
	}

	@Test
	void aTickThatComesTwiceIsDoubled() {
		receive(100, 100, 101);
		assertThat(this.tally.received().doubled()).isOne();
		assertThat(this.tally.received().missed()).isZero();
	}

	@Test
	void anOlderTickIsBackwardAndChangesNothingForTheNextOne() {
		receive(100, 101, 99, 102);
		assertThat(this.tally.received().backward()).isOne();
		assertThat(this.tally.received().missed() + this.tally.received().doubled()).isZero();
	}

	private void receive(long... sequences) {
		for (long sequence : sequences) {
			this.tally.tick(Verdict.of(this.last, sequence), sequence - this.last - 1, AGE_MICROS);
			this.last = Math.max(this.last, sequence);
		}
	}

}
