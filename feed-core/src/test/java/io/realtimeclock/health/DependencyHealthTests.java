package io.realtimeclock.health;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class DependencyHealthTests {

	private long now = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(5);

	private final DependencyHealth health = new DependencyHealth("Redis at cache:6379", () -> this.now);

	@Test
	void isDownUntilItIsUsed() {
		assertThat(this.health.health().getStatus()).isEqualTo(Status.DOWN);
		this.health.up();
		assertThat(this.health.health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void isNotReportedAsDownBeforeItIsUsed() {
		assertThat(this.health.isDown()).isFalse();
		this.health.down("connection refused");
		assertThat(this.health.isDown()).isTrue();
		this.health.up();
		assertThat(this.health.isDown()).isFalse();
	}

	@Test
	void namesTheFault() {
		this.health.down("connection refused");
		assertThat(this.health.isUp()).isFalse();
		assertThat(this.health.health().getDetails()).containsEntry("fault", "connection refused");
	}

	@Test
	void keepsSilentAboutASingleFailure(CapturedOutput output) {
		this.health.up();
		this.health.down("no answer");
		this.health.up();
		assertThat(output).doesNotContain("no answer").containsOnlyOnce("works");
	}

	@Test
	void logsAFaultThatLastsEveryTenSecondsAndItsEnd(CapturedOutput output) {
		this.health.up();
		for (int slot = 0; slot < 50; slot++) {
			this.health.down("no answer");
			this.now += TimeUnit.MILLISECONDS.toNanos(500);
		}
		this.health.up();
		assertThat(output.toString().split("Redis at cache:6379: no answer", -1)).hasSize(1 + 3);
		assertThat(output.toString().split("Redis at cache:6379 works", -1)).hasSize(1 + 2);
	}

	@Test
	void logsAFaultAtOnceThatHasLastedForASecond(CapturedOutput output) {
		this.health.down("no answer", Duration.ofSeconds(1));
		assertThat(output).containsOnlyOnce("Redis at cache:6379: no answer");
	}

}
