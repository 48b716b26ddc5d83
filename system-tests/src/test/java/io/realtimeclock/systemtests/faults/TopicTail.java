package io.realtimeclock.systemtests.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.TickCodec;
import io.realtimeclock.tick.TickNames;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The records of the topic published from a moment on.
 */
final class TopicTail implements AutoCloseable {

	private static final TopicPartition TIME = new TopicPartition(TickNames.TOPIC, 0);

	private final TickCodec codec = new TickCodec(new Grid(Duration.ofMillis(500)));

	private final KafkaConsumer<byte[], byte[]> consumer;

	/**
	 * Begin at the end of the topic.
	 */
	TopicTail(Cluster cluster) {
		this.consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", cluster.addresses()),
				new ByteArrayDeserializer(), new ByteArrayDeserializer());
		this.consumer.assign(List.of(TIME));
		this.consumer.seekToEnd(List.of(TIME));
		// The end is only looked up here
		this.consumer.position(TIME);
	}

	/**
	 * Count the ticks that are not newer than an earlier one.
	 */
	long old() {
		List<Long> sequences = sequences();
		long newest = Long.MIN_VALUE;
		long old = 0;
		for (long sequence : sequences) {
			old += (sequence <= newest) ? 1 : 0;
			newest = Math.max(newest, sequence);
		}
		if (sequences.isEmpty()) {
			throw new IllegalStateException("Nothing was published");
		}
		return old;
	}

	private List<Long> sequences() {
		List<Long> sequences = new ArrayList<>();
		long end = this.consumer.endOffsets(List.of(TIME)).getOrDefault(TIME, 0L);
		while (this.consumer.position(TIME) < end) {
			for (ConsumerRecord<byte[], byte[]> record : this.consumer.poll(Duration.ofMillis(200))) {
				sequences.add(this.codec.decode(record.value()).sequence());
			}
		}
		return sequences;
	}

	@Override
	public void close() {
		this.consumer.close();
	}

}
