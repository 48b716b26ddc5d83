package io.realtimeclock.systemtests;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A topic of three partitions that a test writes to.
 */
public final class FeedProducer implements AutoCloseable {

	private final KafkaProducer<byte[], byte[]> producer;

	private final String topic;

	private FeedProducer(KafkaProducer<byte[], byte[]> producer, String topic) {
		this.producer = producer;
		this.topic = topic;
	}

	/**
	 * Create a compacted topic and a producer.
	 */
	public static FeedProducer create(String broker, String topic) throws InterruptedException, ExecutionException {
		return create(broker, topic, "compact", Map.of());
	}

	/**
	 * Create a topic and a producer.
	 * @param cleanup {@code compact} or {@code delete}
	 * @param settings of the producer
	 */
	static FeedProducer create(String broker, String topic, String cleanup, Map<String, Object> settings)
			throws InterruptedException, ExecutionException {
		Map<String, Object> all = new HashMap<>(settings);
		all.put("bootstrap.servers", broker);
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
			admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1).configs(Map.of("cleanup.policy", cleanup))))
				.all()
				.get();
		}
		return new FeedProducer(new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer()), topic);
	}

	/**
	 * Write a value, {@code null} to delete the key.
	 */
	public void put(String key, @Nullable String value) {
		Future<?> unused = this.producer
			.send(new ProducerRecord<>(this.topic, utf8(key), (value != null) ? utf8(value) : null));
	}

	void flush() {
		this.producer.flush();
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.producer.close();
	}

}
