package io.realtimeclock.systemtests;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.TickCodec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Topics and groups of the broker.
 */
public final class Topic {

	private static final TopicPartition TIME = new TopicPartition("time", 0);

	private static final TickCodec CODEC = new TickCodec(new Grid(Duration.ofMillis(500)));

	private Topic() {
	}

	/**
	 * Return the slots of the topic's records in their order, within the given range.
	 */
	static List<Long> sequences(Addresses addresses, long from, long to) {
		List<Long> sequences = new ArrayList<>();
		Map<String, Object> settings = Map.of("bootstrap.servers", addresses.kafka(), "group.protocol", "consumer");
		try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(settings, new StringDeserializer(),
				new ByteArrayDeserializer())) {
			consumer.assign(List.of(TIME));
			long end = consumer.endOffsets(List.of(TIME)).getOrDefault(TIME, 0L);
			consumer.seekToBeginning(List.of(TIME));
			long timeout = System.nanoTime() + Duration.ofSeconds(10).toNanos();
			while (consumer.position(TIME) < end && System.nanoTime() < timeout) {
				for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
					sequences.add(sequence(record));
				}
			}
		}
		return sequences.stream().filter((sequence) -> sequence >= from && sequence < to).toList();
	}

	/**
	 * Return the newest value of each key of any topic, as a plain consumer reads it.
	 */
	static Map<String, String> newestValues(String kafka, String topic) {
		Map<String, String> newest = new HashMap<>();
		Map<String, Object> settings = Map.of("bootstrap.servers", kafka, "auto.offset.reset", "earliest");
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings, new StringDeserializer(),
				new StringDeserializer())) {
			List<TopicPartition> partitions = consumer.partitionsFor(topic)
				.stream()
				.map((partition) -> new TopicPartition(topic, partition.partition()))
				.toList();
			consumer.assign(partitions);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			while (partitions.stream()
				.anyMatch((partition) -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
				for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
					if (record.value() != null) {
						newest.put(record.key(), record.value());
					}
					else {
						newest.remove(record.key());
					}
				}
			}
		}
		return newest;
	}

	private static long sequence(ConsumerRecord<String, byte[]> record) {
		if (!"clock".equals(record.key())) {
			throw new IllegalStateException("A record with the key " + record.key() + ": "
					+ new String(record.value(), StandardCharsets.UTF_8));
		}
		return CODEC.decode(record.value()).sequence();
	}

	/**
	 * Return the kind of each consumer group, by its id.
	 */
	public static Map<String, String> groupProtocols(String kafka) {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
			return admin.listGroups()
				.all()
				.get(10, TimeUnit.SECONDS)
				.stream()
				.collect(Collectors.toMap(GroupListing::groupId,
						(group) -> group.type().map(Object::toString).orElse("unknown")));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
