package io.realtimeclock.systemtests.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.realtimeclock.tick.TickNames;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the records of the clock's topic and of a feed's into a history.
 */
final class RecordedTopics implements AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	private static final Duration POLL = Duration.ofMillis(100);

	private final HistoryFile history;

	private final List<TopicPartition> partitions;

	private final String brokers;

	private final CompletableFuture<Void> thread;

	private volatile boolean ended;

	/**
	 * Begin at the beginning of the topics.
	 * @param feed a topic of three partitions with values such as <code>{"n":1}</code>
	 */
	RecordedTopics(Cluster cluster, String feed, HistoryFile history) {
		this.history = history;
		this.brokers = cluster.addresses();
		this.partitions = List.of(new TopicPartition(TickNames.TOPIC, 0), new TopicPartition(feed, 0),
				new TopicPartition(feed, 1), new TopicPartition(feed, 2));
		this.thread = CompletableFuture.runAsync(this::run);
	}

	private void run() {
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", this.brokers),
				new StringDeserializer(), new StringDeserializer())) {
			consumer.assign(this.partitions);
			consumer.seekToBeginning(this.partitions);
			while (!this.ended) {
				consumer.poll(POLL).forEach(this::write);
			}
		}
	}

	private void write(ConsumerRecord<String, String> record) {
		JsonNode value = JSON.readTree(record.value());
		Map<String, Object> fields = new HashMap<>(Map.of("feed", record.topic(), "key", record.key()));
		if (record.topic().equals(TickNames.TOPIC)) {
			Instant instant = Instant.parse(Objects.requireNonNull(value.path("instant").asString()));
			fields.put("version", value.path("sequence").asLong());
			fields.put("of", instant.toEpochMilli() / 1000.0);
			fields.put("sent", record.timestamp() / 1000.0);
		}
		else {
			fields.put("version", value.path("n").asLong());
		}
		this.history.write("record", fields);
	}

	/**
	 * Fail if not all records have been written.
	 */
	void end() {
		this.ended = true;
		this.thread.join();
	}

	@Override
	public void close() {
		this.ended = true;
		this.thread.exceptionally((failure) -> null).join();
	}

}
