package io.realtimeclock.ticker.slot;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.health.Supervisor;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.ticker.slot.SlotLoop.TickCycle;
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

	private final AtomicLong now = new AtomicLong();

	private final Supervisor supervisor = new Supervisor(this.now::get);

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
		assertThat(this.loop.isRunning()).isFalse();
		this.loop.start();
		assertThat(this.loop.isRunning()).isTrue();
		Awaitility.await().until(() -> threads().anyMatch((thread) -> thread.getState() == Thread.State.TIMED_WAITING));
		long start = System.nanoTime();
		this.loop.stop();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
		assertThat(this.loop.isRunning()).isFalse();
		Awaitility.await().until(() -> threads().findAny().isEmpty());
	}

	@Test
	void isAliveWhileItRunsCyclesAndNotMissedOnceItIsStopped() {
		willAnswer((call) -> this.cycles.incrementAndGet()).given(this.cycle).run(any());
		this.loop.start();
		for (int step = 0; step < 15; step++) {
			int before = this.cycles.get();
			Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> this.cycles.get() > before);
			assertThat(statusAfterTwoSeconds()).isEqualTo(Status.UP);
		}
		this.loop.stop();
		for (int step = 0; step < 15; step++) {
			assertThat(statusAfterTwoSeconds()).isEqualTo(Status.UP);
		}
	}

	@Test
	void doesNotStopBeforeTheCycleUnderWayIsOver() {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch neverDone = new CountDownLatch(1);
		willAnswer((call) -> {
			begun.countDown();
			neverDone.await(300, TimeUnit.MILLISECONDS);
			return this.cycles.incrementAndGet();
		}).given(this.cycle).run(any());
		this.loop.start();
		Awaitility.await().until(() -> begun.getCount() == 0);
		this.loop.stop();
		assertThat(this.cycles).hasValue(1);
	}

	@Test
	void keepsTheInterruptOfTheThreadThatStopsIt() {
		this.loop.start();
		Thread.currentThread().interrupt();
		this.loop.stop();
		assertThat(Thread.interrupted()).isTrue();
	}

	private Status statusAfterTwoSeconds() {
		this.now.addAndGet(Duration.ofSeconds(2).toNanos());
		return this.supervisor.health().getStatus();
	}

	private static Stream<Thread> threads() {
		return Thread.getAllStackTraces().keySet().stream().filter((thread) -> thread.getName().equals("slots"));
	}

	private SlotLoop loop(Duration period) {
		ClockProperties clock = new ClockProperties(period, null);
		SlotTimer timer = new SlotTimer(clock.grid(), InstantSource.system(), LockSupport::parkNanos,
				new SimpleMeterRegistry());
		return new SlotLoop(timer, this.cycle, this.supervisor, clock);
	}

}
