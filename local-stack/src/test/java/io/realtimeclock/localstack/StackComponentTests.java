package io.realtimeclock.localstack;

import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(OutputCaptureExtension.class)
class StackComponentTests {

	@Test
	void printsItsProgress(CapturedOutput output) {
		AtomicBoolean closed = new AtomicBoolean();
		StackComponent component = new StackComponent(1, "Ticker", () -> () -> closed.set(true));
		component.start();
		assertThat(component.isRunning()).isTrue();
		component.stop();
		assertThat(component.isRunning()).isFalse();
		assertThat(closed).isTrue();
		assertThat(output).containsPattern("  Ticker +starting\n  Ticker +started in \\d+[.]\\d s\n");
	}

	@Test
	void namesTheComponentThatFailsToStart() {
		StackComponent component = new StackComponent(1, "Ticker", () -> {
			throw new IllegalArgumentException("no reason");
		});
		assertThatIllegalStateException().isThrownBy(component::start).withMessage("Ticker failed to start");
	}

}
