package io.realtimeclock.gateway.consumer;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.StreamSupport;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.realtimeclock.gateway.tick.TickFeed;
import io.realtimeclock.gateway.tick.TickLimits;
import io.realtimeclock.logging.LogRateLimiter;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.MalformedTickException;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.support.micrometer.KafkaListenerObservation;
import org.springframework.kafka.support.micrometer.KafkaRecordReceiverContext;
import org.springframework.stereotype.Component;

/**
 * Takes the records of the topic, batch by batch; the newest tick of a batch goes on. A
 * record that is not a credible tick, or that can't be read for whatever reason, is
 * counted, logged at most once per second, and skipped. A tick that can't be published is
 * lost, and the next one is not held up by it.
 */
@Component
final class TickListener {

	private static final Log logger = LogFactory.getLog(TickListener.class);

	private final LogRateLimiter failures = new LogRateLimiter(Duration.ofSeconds(1));

	private final LogRateLimiter refusals = new LogRateLimiter(Duration.ofSeconds(1));

	private final TickLimits limits;

	private final TickCodec codec;

	private final boolean observed;

	private final ObservationRegistry observations;

	private final Counter received;

	private final Counter refused;

	private final TickFeed feed;

	TickListener(TickLimits limits, ClockProperties clock, MeterRegistry meters, KafkaProperties kafka,
			ObservationRegistry observations, TickFeed feed) {
		this.limits = limits;
		this.codec = new TickCodec(clock.grid());
		this.observed = kafka.getListener().isObservationEnabled();
		this.observations = observations;
		this.received = Counter.builder("gateway.ticks.received").description("Ticks read from Kafka").register(meters);
		this.refused = Counter.builder("gateway.records.refused")
			.description("Records of the topic that are no credible tick")
			.register(meters);
		this.feed = feed;
	}

	void onRecords(ConsumerRecords<byte[], byte[]> records) {
		StreamSupport.stream(records.spliterator(), false)
			.flatMap((record) -> read(record).stream())
			.max(Comparator.comparing(Tick::sequence))
			.ifPresent(this::publish);
	}

	private void publish(Tick tick) {
		try {
			this.feed.live(tick);
		}
		catch (RuntimeException ex) {
			if (this.failures.tryAcquire()) {
				logger.error("The tick of " + tick.instant() + " could not be published", ex);
			}
		}
	}

	/** Read one record: nothing, if it holds no credible tick. */
	private Optional<Tick> read(ConsumerRecord<byte[], byte[]> record) {
		try {
			return Optional.ofNullable(observation(record).observe(() -> decode(record)));
		}
		catch (MalformedTickException ex) {
			refuse(record, String.valueOf(ex.getMessage()));
		}
		catch (RuntimeException ex) {
			refuse(record, ex.toString());
		}
		return Optional.empty();
	}

	private @Nullable Tick decode(ConsumerRecord<byte[], byte[]> record) {
		byte[] value = record.value();
		Tick tick = this.codec.decode((value != null) ? value : new byte[0]);
		if (!this.limits.isCredible(tick)) {
			refuse(record, tick.instant() + " lies too far ahead of this machine's clock");
			return null;
		}
		this.received.increment();
		return tick;
	}

	/** Each record belongs to a trace of its own. */
	private Observation observation(ConsumerRecord<byte[], byte[]> record) {
		return this.observed
				? KafkaListenerObservation.LISTENER_OBSERVATION.observation(null,
						KafkaListenerObservation.DefaultKafkaListenerObservationConvention.INSTANCE,
						() -> new KafkaRecordReceiverContext(record, "ticks", () -> ""), this.observations)
				: Observation.NOOP;
	}

	private void refuse(ConsumerRecord<byte[], byte[]> record, String reason) {
		this.refused.increment();
		if (this.refusals.tryAcquire()) {
			logger.warn("Skipped the record at offset " + record.offset() + " of " + record.topic() + ": " + reason);
		}
	}

}
