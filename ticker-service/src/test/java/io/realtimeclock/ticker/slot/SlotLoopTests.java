package io.realtimeclock.ticker.slot;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.health.Supervisor;
import io.realtimeclock.settings.ClockProperties;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

@ExtendWith(OutputCaptureExtension.class)
class SlotLoopTests {

	private final Supervisor supervisor = new Supervisor();

	private final TickCycle cycle = mock(TickCycle.class);

	private final AtomicInteger cycles = new AtomicInteger();

	private SlotLoop loop = loop(Duration.ofMillis(50));

	@AfterEach
	void stop() {
		this.loop.stop();
	}

	@Test
	void anErrorThatEndsTheThreadIsNotSilent(CapturedOutput output) {
		willThrow(new StackOverflowError("of a cycle")).given(this.cycle).run(any());
		this.loop.start();
		Awaitility.await().until(() -> this.supervisor.health().getStatus().equals(Status.DOWN));
		assertThat(this.supervisor.health().getDetails()).containsEntry("slots",
				"has ended: java.lang.StackOverflowError: of a cycle");
		assertThat(output)
			.containsOnlyOnce("Not alive: slots has ended, so /livez answers 503 for this service to be restarted")
			.containsOnlyOnce("java.lang.StackOverflowError: of a cycle");
	}

	@Test
	void anExceptionCostsOneCycleOnly(CapturedOutput output) {
		willAnswer((call) -> {
			if (this.cycles.incrementAndGet() == 1) {
				throw new IllegalStateException("of a cycle");
			}
			return null;
		}).given(this.cycle).run(any());
		this.loop.start();
		Awaitility.await().until(() -> this.cycles.get() > 3);
		assertThat(this.supervisor.health().getStatus()).isEqualTo(Status.UP);
		assertThat(output).containsOnlyOnce("The cycle of a slot failed");
	}

	@Test
	void runsNoCycleAfterItWasStopped() {
		willAnswer((call) -> this.cycles.incrementAndGet()).given(this.cycle).run(any());
		this.loop = loop(Duration.ofMillis(400));
		this.loop.start();
		Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> this.cycles.get() == 1);
		this.loop.stop();
		Awaitility.await()
			.during(Duration.ofMillis(600))
			.atMost(Duration.ofSeconds(2))
			.until(() -> this.cycles.get() == 1 && this.supervisor.health().getStatus().equals(Status.UP));
	}

	@Test
	void stopsAtOnceHoweverFarTheNextSlotIs() {
		this.loop = loop(Duration.ofHours(1));
		this.loop.start();
		long start = System.nanoTime();
		this.loop.stop();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
		Awaitility.await()
			.until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch((t) -> t.getName().equals("slots")));
	}

	private SlotLoop loop(Duration period) {
		ClockProperties clock = new ClockProperties(period, null);
		SlotTimer timer = new SlotTimer(clock.grid(), InstantSource.system(), LockSupport::parkNanos,
				new SimpleMeterRegistry());
		return new SlotLoop(timer, this.cycle, this.supervisor, clock);
	}

}
