package io.realtimeclock.health;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class FaultLogTests {

	private long now = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(5);

	private final FaultLog log = new FaultLog("Redis at cache:6379", () -> this.now);

	@Test
	void keepsSilentAboutASingleFailure(CapturedOutput output) {
		this.log.up();
		this.log.down("no answer", Duration.ZERO);
		this.log.up();
		assertThat(output).doesNotContain("no answer").containsOnlyOnce("works");
	}

	@Test
	void logsAFaultThatLastsEveryTenSecondsAndItsEnd(CapturedOutput output) {
		this.log.up();
		for (int slot = 0; slot < 50; slot++) {
			this.log.down("no answer", Duration.ZERO);
			this.now += TimeUnit.MILLISECONDS.toNanos(500);
		}
		this.log.up();
		assertThat(output.toString().split("Redis at cache:6379: no answer", -1)).hasSize(1 + 3);
		assertThat(output.toString().split("Redis at cache:6379 works", -1)).hasSize(1 + 2);
	}

	@Test
	void logsAFaultAtOnceThatHasLastedForASecond(CapturedOutput output) {
		this.log.down("no answer", Duration.ofSeconds(1));
		assertThat(output).containsOnlyOnce("Redis at cache:6379: no answer");
	}

}
