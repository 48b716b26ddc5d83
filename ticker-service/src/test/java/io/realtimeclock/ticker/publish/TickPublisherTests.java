package io.realtimeclock.ticker.publish;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.health.Supervisor;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Tick;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

@SuppressWarnings("unchecked") // of mocks
class TickPublisherTests {

	private static final ClockProperties CLOCK = new ClockProperties(Duration.ofMillis(500), null);

	private final KafkaTemplate<String, byte[]> kafka = mock(KafkaTemplate.class);

	private final Tick tick = CLOCK.grid().at(Instant.parse("2026-11-28T12:00:00Z"));

	private final TickPublisher publisher = new TickPublisher(this.kafka, mock(TimeTopic.class), CLOCK, 8090,
			new Acknowledgements(new DependencyHealth("Kafka"), new SimpleMeterRegistry(), new Supervisor(), CLOCK));

	@Test
	void sendsTheTickUnderTheClocksKeyWithTheNameOfTheTicker() {
		given(this.kafka.send(any(ProducerRecord.class)))
			.willReturn(CompletableFuture.completedFuture(mock(SendResult.class)));
		this.publisher.publish(this.tick);
		ArgumentCaptor<ProducerRecord<String, byte[]>> sent = ArgumentCaptor.captor();
		var unused = then(this.kafka).should().send(sent.capture());
		assertThat(sent.getValue().topic()).isEqualTo("time");
		assertThat(sent.getValue().key()).isEqualTo("clock");
		assertThat(new String(sent.getValue().value(), StandardCharsets.UTF_8))
			.isEqualTo("{\"sequence\":" + this.tick.sequence() + ",\"instant\":\"2026-11-28T12:00:00.000Z\"}");
		assertThat(sent.getValue().headers().lastHeader("ticker").value()).asString().matches("[^:]+:8090");
		assertThat(this.publisher.delivers()).isTrue();
	}

	@Test
	void doesNotDeliverUntilTheBrokerHasAcknowledged() {
		CompletableFuture<SendResult<String, byte[]>> answer = new CompletableFuture<>();
		given(this.kafka.send(any(ProducerRecord.class))).willReturn(answer);
		assertThat(this.publisher.delivers()).isTrue();
		this.publisher.publish(this.tick);
		assertThat(this.publisher.delivers()).isFalse();
		answer.completeExceptionally(new KafkaException("refused"));
		assertThat(this.publisher.delivers()).isFalse();
	}

	@Test
	void doesNotDeliverAfterATickThatCouldNotEvenBeSent() {
		given(this.kafka.send(any(ProducerRecord.class))).willThrow(new KafkaException("no metadata"))
			.willReturn(CompletableFuture.completedFuture(mock(SendResult.class)));
		this.publisher.publish(this.tick);
		assertThat(this.publisher.delivers()).isFalse();
		this.publisher.publish(this.tick);
		assertThat(this.publisher.delivers()).as("nothing is awaited of the first one").isTrue();
	}

	@Test
	void namesItsMachineInPrintableAsciiOnly() {
		assertThat(TickPublisher.printable("ticker-7d9f")).isEqualTo("ticker-7d9f");
		assertThat(TickPublisher.printable("a\nb\u001b[2Jh\u00f6st")).isEqualTo("a?b?[2Jh?st");
		assertThat(TickPublisher.printable("x".repeat(5000))).hasSize(100);
	}

}
