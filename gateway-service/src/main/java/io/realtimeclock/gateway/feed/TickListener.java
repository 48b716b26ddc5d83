package io.realtimeclock.gateway.feed;

import java.time.Duration;
import java.util.List;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.MalformedTickException;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.stereotype.Component;

/**
 * Takes the records of the topic, batch by batch. Of a batch only the newest tick goes
 * on; what is no tick is counted, logged at most once a second, and skipped.
 */
@Component
final class TickListener implements BatchMessageListener<byte[], byte[]> {

	private static final Log logger = LogFactory.getLog(TickListener.class);

	private final TickFeed feed;

	private final SourceHealth health;

	private final RecentSlots slots;

	private final TickCodec codec;

	private final Counter received;

	private final Counter refused;

	private final LogPause logPause = new LogPause(Duration.ofSeconds(1));

	TickListener(TickFeed feed, SourceHealth health, RecentSlots slots, ClockProperties clock, MeterRegistry meters) {
		this.feed = feed;
		this.health = health;
		this.slots = slots;
		this.codec = new TickCodec(clock.grid());
		this.received = Counter.builder("gateway.ticks.received").description("Ticks read from Kafka").register(meters);
		this.refused = Counter.builder("gateway.records.refused")
			.description("Records of the topic that are no credible tick")
			.register(meters);
	}

	@Override
	public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
		Tick newest = null;
		for (ConsumerRecord<byte[], byte[]> record : records) {
			Tick tick = read(record);
			if (tick != null && (newest == null || tick.sequence() > newest.sequence())) {
				newest = tick;
			}
		}
		if (newest != null && this.feed.live(newest)) {
			this.health.ticked();
		}
	}

	private @Nullable Tick read(ConsumerRecord<byte[], byte[]> record) {
		try {
			byte[] value = record.value();
			Tick tick = this.codec.decode((value != null) ? value : new byte[0]);
			if (this.feed.isCredible(tick)) {
				this.received.increment();
				this.slots.seen(tick, record.headers());
				return tick;
			}
			refuse(record, tick.instant() + " lies too far ahead of this machine's clock");
		}
		catch (MalformedTickException ex) {
			refuse(record, String.valueOf(ex.getMessage()));
		}
		return null;
	}

	private void refuse(ConsumerRecord<byte[], byte[]> record, String reason) {
		this.refused.increment();
		if (this.logPause.isOver()) {
			logger.warn("Skipped the record at offset " + record.offset() + " of " + record.topic() + ": " + reason);
		}
	}

}
