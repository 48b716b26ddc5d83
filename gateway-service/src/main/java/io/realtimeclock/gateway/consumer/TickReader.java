package io.realtimeclock.gateway.consumer;

import java.time.Duration;
import java.util.Optional;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.gateway.feed.AheadLimit;
import io.realtimeclock.gateway.feed.LogPause;
import io.realtimeclock.gateway.feed.RecentSlots;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.MalformedTickException;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.stereotype.Component;

/**
 * Reads the ticks of records. A record that is not a credible tick, or that can't be read
 * for whatever reason, is counted, logged at most once per second, and skipped.
 */
@Component
final class TickReader {

	private static final Log logger = LogFactory.getLog(TickReader.class);

	private final AheadLimit limit;

	private final RecentSlots slots;

	private final TickCodec codec;

	private final Counter received;

	private final Counter refused;

	private final LogPause logPause = new LogPause(Duration.ofSeconds(1));

	TickReader(AheadLimit limit, RecentSlots slots, ClockProperties clock, MeterRegistry meters) {
		this.limit = limit;
		this.slots = slots;
		this.codec = new TickCodec(clock.grid());
		this.received = Counter.builder("gateway.ticks.received").description("Ticks read from Kafka").register(meters);
		this.refused = Counter.builder("gateway.records.refused")
			.description("Records of the topic that are no credible tick")
			.register(meters);
	}

	Optional<Tick> read(ConsumerRecord<byte[], byte[]> record) {
		try {
			byte[] value = record.value();
			Tick tick = this.codec.decode((value != null) ? value : new byte[0]);
			if (this.limit.isCredible(tick)) {
				this.slots.seen(tick, record.headers());
				this.received.increment();
				return Optional.of(tick);
			}
			refuse(record, tick.instant() + " lies too far ahead of this machine's clock");
		}
		catch (MalformedTickException ex) {
			refuse(record, String.valueOf(ex.getMessage()));
		}
		catch (RuntimeException ex) {
			refuse(record, ex.toString());
		}
		return Optional.empty();
	}

	private void refuse(ConsumerRecord<byte[], byte[]> record, String reason) {
		this.refused.increment();
		if (this.logPause.isOver()) {
			logger.warn("Skipped the record at offset " + record.offset() + " of " + record.topic() + ": " + reason);
		}
	}

}
