package io.realtimeclock.gateway.consumer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.realtimeclock.gateway.FeedGateway;
import io.realtimeclock.gateway.FeedTopicSource;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.gateway.WebSocketClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("long")
class FeedRestartTests {

	private static final int PARTITIONS = 3;

	private static final int SECONDS = 12;

	private static final Pattern FRAME = Pattern.compile("\\{\"key\":\"(k\\d+)\",\"value\":(\\d+|null),.*");

	private final FeedTopicSource topic = FeedTopicSource.create(PARTITIONS);

	@Test
	void afterARestartUnderLoadAClientHasWhatIsInTheTopic() {
		CompletableFuture<Void> load = CompletableFuture.runAsync(this::publish);
		for (int start = 0; start < 2; start++) {
			try (FeedGateway gateway = FeedGateway.start(this.topic); WebSocketClient client = gateway.connect("")) {
				assertThat(FeedGateway.awaitComplete(client)).isNotEmpty();
			}
		}
		try (FeedGateway gateway = FeedGateway.start(this.topic); WebSocketClient client = gateway.connect("")) {
			Map<String, Integer> table = new TreeMap<>();
			boolean complete = false;
			// On a slow machine the last record is in the snapshot already, in any place
			while (!complete || !table.containsKey("k0")) {
				String text = client.text();
				complete |= text.startsWith("{\"snapshot\":\"complete\",");
				Matcher frame = FRAME.matcher(text);
				if (frame.matches()) {
					take(frame.group(1), frame.group(2), table);
				}
			}
			load.join();
			assertThat(table).isEqualTo(topicTable());
		}
	}

	/** The last record of all has a key of its own. */
	private void publish() {
		long begin = System.nanoTime();
		int sent = 0;
		while (System.nanoTime() - begin < Duration.ofSeconds(SECONDS).toNanos()) {
			String key = "k" + (1 + (sent * 7919) % 200);
			byte @Nullable [] value = (sent % 11 == 0) ? null : FeedTopicSource.utf8(Integer.toString(sent));
			this.topic.send(null, FeedTopicSource.utf8(key), value);
			sent++;
			LockSupport.parkNanos(1_000_000);
		}
		Source.broker().flush();
		LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
		this.topic.put("k0", "0");
	}

	private static void take(String key, String value, Map<String, Integer> table) {
		if (value.equals("null")) {
			table.remove(key);
			return;
		}
		int number = Integer.parseInt(value);
		assertThat(number).as(key).isGreaterThanOrEqualTo(table.getOrDefault(key, 0));
		table.put(key, number);
	}

	private Map<String, Integer> topicTable() {
		Map<String, Object> settings = Map.of("bootstrap.servers", Source.broker().address(), "auto.offset.reset",
				"earliest");
		Map<String, Integer> table = new TreeMap<>();
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings, new StringDeserializer(),
				new StringDeserializer())) {
			List<TopicPartition> partitions = List.of(new TopicPartition(this.topic.name(), 0),
					new TopicPartition(this.topic.name(), 1), new TopicPartition(this.topic.name(), 2));
			consumer.assign(partitions);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			while (partitions.stream()
				.anyMatch((partition) -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
				for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
					take(record.key(), String.valueOf(record.value()), table);
				}
			}
		}
		return table;
	}

}
