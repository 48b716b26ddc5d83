package io.realtimeclock.ticker.publish;

import java.util.List;

import io.micrometer.core.instrument.Timer;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;
import io.realtimeclock.tick.TickNames;
import org.apache.kafka.clients.producer.ProducerRecord;

import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Sends ticks to Kafka. An undelivered record expires within a second, so no backlog
 * grows during an outage of the broker.
 */
@Component
public final class TickPublisher {

	private final KafkaTemplate<String, byte[]> kafka;

	private final TickCodec codec;

	private final TickerHeader header;

	private final Acknowledgements acknowledgements;

	TickPublisher(KafkaTemplate<String, byte[]> kafka, ClockProperties clock, TickerHeader header,
			Acknowledgements acknowledgements) {
		this.kafka = kafka;
		this.codec = new TickCodec(clock.grid());
		this.header = header;
		this.acknowledgements = acknowledgements;
	}

	/**
	 * Tell whether all ticks sent so far have arrived.
	 * @return {@code false} if the last tick failed or is not acknowledged yet: then the
	 * next slot is better left to another replica
	 */
	public boolean delivers() {
		return this.acknowledgements.areComplete();
	}

	/** Send a tick, without waiting for the broker's acknowledgement. */
	@SuppressWarnings("FutureReturnValueIgnored") // its failure reaches completed()
	public void publish(Tick tick) {
		Timer.Sample sample = this.acknowledgements.expectOne();
		try {
			this.kafka.send(record(tick))
				.whenComplete((sent, failure) -> this.acknowledgements.completed(sample, failure));
		}
		catch (RuntimeException ex) {
			this.acknowledgements.completed(sample, ex);
		}
	}

	private ProducerRecord<String, byte[]> record(Tick tick) {
		return new ProducerRecord<>(TickNames.TOPIC, null, TickNames.RECORD_KEY, this.codec.encode(tick),
				List.of(this.header));
	}

}
