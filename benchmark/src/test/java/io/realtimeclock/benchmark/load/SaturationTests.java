package io.realtimeclock.benchmark.load;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SaturationTests {

	private final Saturation saturation = new Saturation();

	@Test
	void idleLoopIsNotSaturated() {
		this.saturation.turnEnded(0);
		assertThat(this.saturation.isReached()).isFalse();
	}

	@Test
	void loopWithOnlyFullTurnsIsSaturated() {
		for (int i = 0; i < 10; i++) {
			this.saturation.turnEnded(1024);
		}
		assertThat(this.saturation.isReached()).isTrue();
	}

}
