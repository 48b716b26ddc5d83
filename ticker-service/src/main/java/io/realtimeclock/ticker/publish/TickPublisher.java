package io.realtimeclock.ticker.publish;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;
import io.realtimeclock.tick.TickNames;
import io.realtimeclock.health.PartHealth;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Sends ticks to Kafka. A record that can't be delivered expires within a second, so no
 * backlog grows while the broker is away.
 */
@Component
public final class TickPublisher implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(TickPublisher.class);

	private final KafkaTemplate<String, byte[]> kafka;

	private final TickCodec codec;

	private final PartHealth kafkaHealth;

	private final MeterRegistry meters;

	private final byte[] name;

	private final AtomicInteger unacknowledged = new AtomicInteger();

	private volatile boolean lastFailed;

	TickPublisher(KafkaTemplate<String, byte[]> kafka, ClockProperties clock, PartHealth kafkaHealthIndicator,
			MeterRegistry meters, @Value("${server.port}") int port) {
		this.kafka = kafka;
		this.name = (hostName() + ":" + port).getBytes(StandardCharsets.UTF_8);
		this.codec = new TickCodec(clock.grid());
		this.kafkaHealth = kafkaHealthIndicator;
		this.meters = meters;
	}

	private static String hostName() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "localhost";
		}
	}

	/**
	 * Have the producer made while the rest of the service still starts: the first tick
	 * has no time for it.
	 */
	@Override
	public void afterSingletonsInstantiated() {
		new Thread(this::prepare, "producer").start();
	}

	private void prepare() {
		try {
			this.kafka.partitionsFor(TickNames.TOPIC);
		}
		catch (RuntimeException ex) {
			logger.debug("Kafka is not there yet; the first tick will say so", ex);
		}
	}

	/**
	 * Tell whether what was sent so far has arrived.
	 * @return {@code false} if the last tick failed or is not acknowledged yet: then the
	 * next slot is better left to another replica
	 */
	public boolean delivers() {
		return !this.lastFailed && this.unacknowledged.get() == 0;
	}

	/**
	 * Send a tick, without waiting for the broker's acknowledgement.
	 * @param tick the tick
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // its failure reaches completed()
	public void publish(Tick tick) {
		Timer.Sample sample = Timer.start(this.meters);
		this.unacknowledged.incrementAndGet();
		try {
			ProducerRecord<String, byte[]> record = new ProducerRecord<>(TickNames.TOPIC, TickNames.RECORD_KEY,
					this.codec.encode(tick));
			record.headers().add(TickNames.TICKER_HEADER, this.name);
			this.kafka.send(record).whenComplete((sent, failure) -> completed(sample, failure));
		}
		catch (RuntimeException ex) {
			completed(sample, ex);
		}
	}

	private void completed(Timer.Sample sample, @Nullable Throwable failure) {
		this.lastFailed = failure != null;
		this.unacknowledged.decrementAndGet();
		sample.stop(Timer.builder("ticker.publishes")
			.description("Ticks sent to Kafka, by outcome, and the time to the acknowledgement")
			.tag("outcome", (failure != null) ? "failed" : "sent")
			.register(this.meters));
		if (failure == null) {
			this.kafkaHealth.up();
		}
		else {
			Throwable cause = (failure.getCause() != null) ? failure.getCause() : failure;
			this.kafkaHealth.down("a tick could not be published: " + cause.getMessage());
		}
	}

}
