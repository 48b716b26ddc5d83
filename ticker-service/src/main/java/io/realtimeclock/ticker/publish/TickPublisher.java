package io.realtimeclock.ticker.publish;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.micrometer.core.instrument.Timer;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;
import io.realtimeclock.tick.TickNames;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Sends ticks to Kafka. An undelivered record expires within a second, so no backlog
 * grows during an outage of the broker.
 */
@Component
public final class TickPublisher {

	private static final int LONGEST_NAME = 100;

	private final KafkaTemplate<String, byte[]> kafka;

	private final TimeTopic topic;

	private final TickCodec codec;

	/** Names this ticker in each record: its machine and port. */
	private final Header header;

	private final Acknowledgements acknowledgements;

	TickPublisher(KafkaTemplate<String, byte[]> kafka, TimeTopic topic, ClockProperties clock,
			@Value("${server.port}") int port, Acknowledgements acknowledgements) {
		this.kafka = kafka;
		this.topic = topic;
		this.codec = new TickCodec(clock.grid());
		this.header = new RecordHeader(TickNames.TICKER_HEADER,
				(printable(hostName()) + ":" + port).getBytes(StandardCharsets.US_ASCII));
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
			this.topic.awaitFound();
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

	/**
	 * A machine's name may contain control characters, which readers of the topic must
	 * not get.
	 */
	static String printable(String name) {
		String printable = name.replaceAll("[^\\x21-\\x7e]", "?");
		return printable.substring(0, Math.min(printable.length(), LONGEST_NAME));
	}

	private static String hostName() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "localhost";
		}
	}

}
