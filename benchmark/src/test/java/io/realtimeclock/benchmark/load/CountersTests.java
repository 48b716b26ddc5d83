package io.realtimeclock.benchmark.load;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CountersTests {

	private static final long AGE_MICROS = 5_000;

	private final Counters counters = new Counters();

	private long last;

	@Test
	void consecutiveTicksHaveNoErrors() {
		receive(100, 101, 102);
		assertThat(this.counters.received().frames()).isEqualTo(3);
		assertThat(this.counters.received().missed() + this.counters.received().duplicates()
				+ this.counters.received().backward())
			.isZero();
	}

	@Test
	void firstTickHasNoLatency() {
		receive(100);
		assertThat(this.counters.latencies.count()).isZero();
		receive(101);
		assertThat(this.counters.latencies.count()).isOne();
		assertThat(this.counters.latencies.millis(99)).isBetween(4.9, 5.1);
	}

	@Test
	void countsEveryMissedTick() {
		receive(100, 101, 105);
		assertThat(this.counters.received().missed()).isEqualTo(3);
	}

	@Test
	void countsADuplicate() {
		receive(100, 100, 101);
		assertThat(this.counters.received().duplicates()).isOne();
		assertThat(this.counters.received().missed()).isZero();
	}

	@Test
	void countsATickThatGoesBackward() {
		receive(100, 101, 99, 102);
		assertThat(this.counters.received().backward()).isOne();
		assertThat(this.counters.received().missed() + this.counters.received().duplicates()).isZero();
	}

	@Test
	void aSlotCountsOnceHoweverManyClientsAreLaterThanTheNextTickOfOthers() {
		this.counters.slot(1, 10);
		this.counters.slot(2, 20);
		for (int client = 0; client < 100; client++) {
			this.counters.slot(1, 1000 + client);
			this.counters.slot(2, 30);
		}
		Received.Latencies slowest = this.counters.received().lastLatencies();
		assertThat(slowest.count()).isEqualTo(2);
		assertThat(slowest.millis(100)).isBetween(1.09, 1.11);
	}

	private void receive(long... sequences) {
		for (long sequence : sequences) {
			this.counters.tick(this.last, sequence, AGE_MICROS);
			this.last = Math.max(this.last, sequence);
		}
	}

}
