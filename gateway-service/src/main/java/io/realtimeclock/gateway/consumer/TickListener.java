package io.realtimeclock.gateway.consumer;

import java.time.Duration;
import java.util.Comparator;
import java.util.stream.StreamSupport;

import io.realtimeclock.gateway.feed.LogRateLimiter;
import io.realtimeclock.gateway.feed.SourceHealth;
import io.realtimeclock.gateway.feed.TickFeed;
import io.realtimeclock.tick.Tick;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.ConsumerRecords;

import org.springframework.stereotype.Component;

/**
 * Takes the records of the topic, batch by batch; the newest tick of a batch goes on. A
 * tick that can't be published is lost, and the next one is not held up by it.
 */
@Component
final class TickListener {

	private static final Log logger = LogFactory.getLog(TickListener.class);

	private final LogRateLimiter logRate = new LogRateLimiter(Duration.ofSeconds(1));

	private final TickReader reader;

	private final TickFeed feed;

	private final SourceHealth health;

	TickListener(TickReader reader, TickFeed feed, SourceHealth health) {
		this.reader = reader;
		this.feed = feed;
		this.health = health;
	}

	void onRecords(ConsumerRecords<byte[], byte[]> records) {
		StreamSupport.stream(records.spliterator(), false)
			.flatMap((record) -> this.reader.read(record).stream())
			.max(Comparator.comparing(Tick::sequence))
			.ifPresent(this::publish);
	}

	private void publish(Tick tick) {
		try {
			if (this.feed.live(tick)) {
				this.health.ticked();
			}
		}
		catch (RuntimeException ex) {
			if (this.logRate.tryAcquire()) {
				logger.error("The tick of " + tick.instant() + " could not be published", ex);
			}
		}
	}

}
