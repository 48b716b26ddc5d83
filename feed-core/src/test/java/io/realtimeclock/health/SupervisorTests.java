package io.realtimeclock.health;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class SupervisorTests {

	private long now = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

	private final Supervisor supervisor = new Supervisor(() -> this.now);

	private final Supervised slots = this.supervisor.register("slots", Duration.ofSeconds(10));

	@Test
	void isUpWhileEachThreadGivesSignsOfLife(CapturedOutput output) {
		for (int second = 0; second < 60; second++) {
			this.slots.alive();
			pass(Duration.ofSeconds(1));
			assertThat(status()).isEqualTo(Status.UP);
		}
		assertThat(output).doesNotContain("slots");
	}

	@Test
	void isDownForGoodOnceAThreadHasEndedAndLogsItOnce(CapturedOutput output) {
		this.slots.failed(new StackOverflowError("too deep"));
		this.slots.failed(new IllegalStateException("what follows from it"));
		this.slots.stopped();
		pass(Duration.ofMinutes(1));
		this.slots.alive();
		pass(Duration.ofSeconds(1));
		assertThat(status()).isEqualTo(Status.DOWN);
		assertThat(this.supervisor.health().getDetails()).containsEntry("slots",
				"has ended: java.lang.StackOverflowError: too deep");
		assertThat(output)
			.containsOnlyOnce("Not alive: slots has ended, so /livez answers 503 for this service to be restarted")
			.containsOnlyOnce("java.lang.StackOverflowError: too deep")
			.doesNotContain("what follows from it");
	}

	@Test
	void isDownWhileAThreadIsSilentAndLogsWhereItHangs(CapturedOutput output) {
		this.slots.alive();
		for (int second = 0; second < 30; second++) {
			pass(Duration.ofSeconds(1));
			assertThat(status()).as("after %d s", second).isEqualTo((second > 10) ? Status.DOWN : Status.UP);
		}
		assertThat(output).containsOnlyOnce("Not alive: slots has shown no sign of life for 11 s, its limit is 10 s")
			.containsOnlyOnce("so /livez answers 503")
			.contains("isDownWhileAThreadIsSilentAndLogsWhereItHangs");
		this.slots.alive();
		assertThat(status()).isEqualTo(Status.UP);
		assertThat(output).containsOnlyOnce("Alive again: slots");
	}

	@Test
	void noticesSilenceWithoutBeingAsked(CapturedOutput output) {
		for (int second = 0; second < 12; second++) {
			pass(Duration.ofSeconds(1));
			this.supervisor.check();
		}
		assertThat(output).containsOnlyOnce("Not alive: slots has shown no sign of life");
	}

	@Test
	void blamesNoThreadForAProcessThatStoodStill() {
		this.slots.alive();
		this.supervisor.check();
		pass(Duration.ofHours(1));
		assertThat(status()).isEqualTo(Status.UP);
	}

	@Test
	void forgetsAThreadThatWasStopped() {
		this.slots.stopped();
		for (int second = 0; second < 30; second++) {
			pass(Duration.ofSeconds(1));
			assertThat(status()).isEqualTo(Status.UP);
		}
	}

	private void pass(Duration time) {
		this.now += time.toNanos();
	}

	private Status status() {
		return this.supervisor.health().getStatus();
	}

}
