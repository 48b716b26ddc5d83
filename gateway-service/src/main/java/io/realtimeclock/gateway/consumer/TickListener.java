package io.realtimeclock.gateway.consumer;

import java.util.Comparator;
import java.util.List;

import io.realtimeclock.gateway.feed.SourceHealth;
import io.realtimeclock.gateway.feed.TickFeed;
import io.realtimeclock.tick.Tick;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.stereotype.Component;

/** Takes the records of the topic, batch by batch; the newest tick of a batch goes on. */
@Component
final class TickListener implements BatchMessageListener<byte[], byte[]> {

	private final TickReader reader;

	private final TickFeed feed;

	private final SourceHealth health;

	TickListener(TickReader reader, TickFeed feed, SourceHealth health) {
		this.reader = reader;
		this.feed = feed;
		this.health = health;
	}

	@Override
	public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
		records.stream()
			.flatMap((record) -> this.reader.read(record).stream())
			.max(Comparator.comparing(Tick::sequence))
			.filter(this.feed::live)
			.ifPresent((tick) -> this.health.ticked());
	}

}
