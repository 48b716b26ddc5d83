package io.realtimeclock.ticker.publish;

import java.time.Duration;
import java.util.concurrent.CompletionException;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.health.Supervisor;
import io.realtimeclock.settings.ClockProperties;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class AcknowledgementsTests {

	private final DependencyHealth kafka = new DependencyHealth("Kafka");

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private long now = Duration.ofHours(1).toNanos();

	private final Supervisor supervisor = new Supervisor(() -> this.now);

	private final Acknowledgements acknowledgements = new Acknowledgements(this.kafka, this.meters, this.supervisor,
			new ClockProperties(Duration.ofMillis(500), null), () -> this.now);

	@Test
	void areCompleteOnceEachTickIsAcknowledged() {
		assertThat(this.acknowledgements.areComplete()).isTrue();
		Timer.Sample first = this.acknowledgements.expectOne();
		Timer.Sample second = this.acknowledgements.expectOne();
		this.acknowledgements.completed(first, null);
		assertThat(this.acknowledgements.areComplete()).isFalse();
		this.acknowledgements.completed(second, null);
		assertThat(this.acknowledgements.areComplete()).isTrue();
		assertThat(this.kafka.isUp()).isTrue();
		assertThat(this.meters.timer("ticker.publishes", "outcome", "sent").count()).isEqualTo(2);
	}

	@Test
	void areNotCompleteAfterAFailureUntilATickIsAcknowledged() {
		this.acknowledgements.completed(this.acknowledgements.expectOne(),
				new CompletionException(new TimeoutException("expired")));
		assertThat(this.acknowledgements.areComplete()).isFalse();
		assertThat(fault()).endsWith("TimeoutException: expired");
		assertThat(this.meters.timer("ticker.publishes", "outcome", "failed").count()).isOne();
		this.acknowledgements.completed(this.acknowledgements.expectOne(), null);
		assertThat(this.acknowledgements.areComplete()).isTrue();
		assertThat(this.kafka.isUp()).isTrue();
	}

	@Test
	void reportsATickThatIsNeitherAcknowledgedNorRefused() {
		this.acknowledgements.completed(this.acknowledgements.expectOne(), null);
		this.acknowledgements.expectOne();
		assertThat(this.acknowledgements.areComplete()).isFalse();
		assertThat(this.kafka.isUp()).isTrue();
		passes(Duration.ofSeconds(2));
		assertThat(this.acknowledgements.areComplete()).isFalse();
		assertThat(this.kafka.isUp()).isTrue();
		passes(Duration.ofMillis(1));
		assertThat(this.acknowledgements.areComplete()).isFalse();
		assertThat(fault()).isEqualTo("a tick was neither acknowledged nor refused within 2 s");
	}

	@Test
	void reportsNoTickAsLostIfEachIsAcknowledgedLate() {
		Timer.Sample last = this.acknowledgements.expectOne();
		for (int slot = 0; slot < 10; slot++) {
			passes(Duration.ofMillis(500));
			Timer.Sample next = this.acknowledgements.expectOne();
			passes(Duration.ofMillis(250));
			this.acknowledgements.completed(last, null);
			assertThat(this.acknowledgements.areComplete()).isFalse();
			assertThat(this.kafka.isUp()).isTrue();
			last = next;
		}
	}

	@Test
	void isQuietOnceNoTickWasSentForAWhileAndTheLastOneArrived() {
		Duration time = Duration.ofSeconds(1);
		passes(time);
		assertThat(this.acknowledgements.isQuietFor(time)).isFalse();
		passes(Duration.ofNanos(1));
		assertThat(this.acknowledgements.isQuietFor(time)).isTrue();
		Timer.Sample sample = this.acknowledgements.expectOne();
		passes(Duration.ofSeconds(1).plusNanos(1));
		assertThat(this.acknowledgements.isQuietFor(time)).isFalse();
		this.acknowledgements.completed(sample, null);
		assertThat(this.acknowledgements.isQuietFor(time)).isTrue();
		this.acknowledgements.completed(this.acknowledgements.expectOne(), new TimeoutException());
		passes(Duration.ofMinutes(1));
		assertThat(this.acknowledgements.isQuietFor(time)).isFalse();
	}

	@Test
	void tellsARefusalFromATimeout() {
		assertThat(this.acknowledgements.wasRefused()).isFalse();
		this.acknowledgements.completed(this.acknowledgements.expectOne(), new TimeoutException());
		assertThat(this.acknowledgements.wasRefused()).isFalse();
		this.acknowledgements.completed(this.acknowledgements.expectOne(), new RecordTooLargeException(""));
		assertThat(this.acknowledgements.wasRefused()).isTrue();
	}

	@Test
	void theProducerIsAliveWhileNothingIsAwaitedOrAnswersCome() {
		passHalfAMinute(this.acknowledgements::areComplete);
		assertThat(this.supervisor.health().getStatus()).isEqualTo(Status.UP);
		Timer.Sample[] last = { this.acknowledgements.expectOne() };
		passHalfAMinute(() -> {
			Timer.Sample next = this.acknowledgements.expectOne();
			this.acknowledgements.completed(last[0], null);
			last[0] = next;
		});
		assertThat(this.supervisor.health().getStatus()).isEqualTo(Status.UP);
		passHalfAMinute(this.acknowledgements::areComplete);
		assertThat(this.supervisor.health().getStatus()).isEqualTo(Status.DOWN);
	}

	private void passHalfAMinute(Runnable work) {
		for (int second = 0; second < 30; second++) {
			passes(Duration.ofSeconds(1));
			work.run();
			this.supervisor.health();
		}
	}

	private void passes(Duration time) {
		this.now += time.toNanos();
	}

	private String fault() {
		return String.valueOf(this.kafka.health().getDetails().get("fault"));
	}

}
