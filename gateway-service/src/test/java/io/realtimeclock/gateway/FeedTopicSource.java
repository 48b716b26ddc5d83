package io.realtimeclock.gateway;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A topic of a test's own on the shared broker.
 */
public final class FeedTopicSource {

	private final String name;

	private FeedTopicSource(String name) {
		this.name = name;
	}

	public static FeedTopicSource absent() {
		return new FeedTopicSource("feed-" + UUID.randomUUID());
	}

	public static FeedTopicSource create(int partitions) {
		FeedTopicSource topic = absent();
		Source.broker().createTopic(topic.name, partitions);
		return topic;
	}

	public String name() {
		return this.name;
	}

	public void put(String key, @Nullable String value) {
		put(utf8(key), (value != null) ? utf8(value) : null);
	}

	public void put(byte @Nullable [] key, byte @Nullable [] value) {
		send(null, key, value);
		Source.broker().flush();
	}

	public void send(@Nullable Integer partition, byte @Nullable [] key, byte @Nullable [] value) {
		Source.broker().send(new ProducerRecord<byte[], byte[]>(this.name, partition, key, value));
	}

	/**
	 * Send a record with a timestamp, in epoch milliseconds, and wait for it.
	 */
	public void send(int partition, long timestamp, String key, @Nullable String value) {
		Source.broker()
			.send(new ProducerRecord<byte[], byte[]>(this.name, partition, timestamp, utf8(key),
					(value != null) ? utf8(value) : null));
		Source.broker().flush();
	}

	public static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
