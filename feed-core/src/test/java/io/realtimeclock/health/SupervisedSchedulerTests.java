package io.realtimeclock.health;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class SupervisedSchedulerTests {

	private final ApplicationContextRunner service = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaskSchedulingAutoConfiguration.class))
		.withPropertyValues("spring.threads.virtual.enabled=true")
		.withUserConfiguration(Service.class);

	@Test
	void noTaskWaitsForAnother(CapturedOutput output) {
		this.service.run((context) -> {
			Tasks tasks = context.getBean(Tasks.class);
			await().atMost(Duration.ofSeconds(5)).until(() -> tasks.runs.get() > 10);
			assertThat(tasks.hanging).hasValue(2);
			tasks.released.countDown();
		});
	}

	@Test
	void aTaskThatHangsIsNotSilent(CapturedOutput output) {
		this.service.run((context) -> {
			AtomicInteger seconds = context.getBean(AtomicInteger.class);
			Supervisor supervisor = context.getBean(Supervisor.class);
			await().pollInterval(Duration.ofMillis(50)).atMost(Duration.ofSeconds(20)).until(() -> {
				seconds.incrementAndGet();
				return supervisor.health().getDetails().size() >= 3;
			});
			assertThat(supervisor.health().getStatus()).isEqualTo(Status.DOWN);
			assertThat(supervisor.health().getDetails()).containsOnlyKeys(task("hang"), task("hangToo"), task("fail"));
			assertThat(seconds).hasValueGreaterThan(60);
			assertThat(output).containsOnlyOnce("Not alive: " + task("hang") + " has shown no sign of life")
				.contains("CountDownLatch.await");
			context.getBean(Tasks.class).released.countDown();
		});
	}

	@Test
	void aTaskThatFailsIsTriedAgainAndLoggedOnce(CapturedOutput output) {
		this.service.run((context) -> {
			await().until(() -> context.getBean(Tasks.class).failures.get() > 10);
			assertThat(output).containsOnlyOnce("failed and is tried again")
				.contains("NoClassDefFoundError: some/Type");
			context.getBean(Tasks.class).released.countDown();
		});
	}

	@Test
	void tasksRunUntilTheServiceHasDrained(CapturedOutput output) {
		this.service.run((context) -> {
			Tasks tasks = context.getBean(Tasks.class);
			tasks.released.countDown();
			Drain drain = context.getBean(Drain.class);
			context.close();
			assertThat(drain.runsMeanwhile).isPositive();
			int runs = tasks.runs.get();
			await().during(Duration.ofMillis(200)).until(() -> tasks.runs.get() == runs);
		});
	}

	private static String task(String method) {
		return "task " + Tasks.class.getName() + "." + method;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	@Import({ SupervisedScheduler.class, Tasks.class, Drain.class })
	static class Service {

		@Bean
		AtomicInteger seconds() {
			return new AtomicInteger();
		}

		@Bean
		Supervisor supervisor(AtomicInteger seconds) {
			return new Supervisor(() -> Duration.ofSeconds(seconds.get()).toNanos());
		}

	}

	static final class Tasks {

		private final CountDownLatch released = new CountDownLatch(1);

		private final AtomicInteger hanging = new AtomicInteger();

		private final AtomicInteger failures = new AtomicInteger();

		private final AtomicInteger runs = new AtomicInteger();

		@Scheduled(fixedDelay = 10)
		void hang() throws InterruptedException {
			this.hanging.incrementAndGet();
			this.released.await();
		}

		@Scheduled(fixedRate = 10)
		void hangToo() throws InterruptedException {
			this.hanging.incrementAndGet();
			this.released.await();
		}

		@Scheduled(fixedDelay = 10)
		void fail() {
			this.failures.incrementAndGet();
			throw new NoClassDefFoundError("some/Type");
		}

		@Scheduled(fixedDelay = 10)
		void run() {
			this.runs.incrementAndGet();
		}

	}

	/**
	 * Takes its time to stop, before everything else.
	 */
	static final class Drain implements SmartLifecycle {

		private final Tasks tasks;

		private int runsMeanwhile;

		private volatile boolean running;

		Drain(Tasks tasks) {
			this.tasks = tasks;
		}

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
			int before = this.tasks.runs.get();
			await().pollDelay(Duration.ofMillis(300)).until(() -> true);
			this.runsMeanwhile = this.tasks.runs.get() - before;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

}
