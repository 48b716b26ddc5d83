package io.realtimeclock.gateway.consumer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import io.realtimeclock.gateway.FeedTopicSource;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.testsupport.FreePorts;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaAdmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class ClusterAdminTests {

	private final Map<String, Throwable> refused = new HashMap<>();

	@Test
	void describesTheTopicsThatExistAndNamesTheOthers() {
		String topic = FeedTopicSource.create(3).name();
		String absent = FeedTopicSource.absent().name();
		try (ClusterAdmin cluster = at(Source.broker().address())) {
			assertThat(cluster.describe(List.of(absent, topic), this.refused::put)).containsOnlyKeys(topic)
				.allSatisfy((name, description) -> assertThat(description.partitions()).hasSize(3));
		}
		assertThat(this.refused).containsOnlyKeys(absent)
			.allSatisfy((name, reason) -> assertThat(reason).isInstanceOf(UnknownTopicOrPartitionException.class));
	}

	@Test
	void tellsTheFirstAndTheLastOffsetOfEachPartition() {
		FeedTopicSource topic = FeedTopicSource.create(2);
		topic.send(1, 1, "a", "1");
		TopicPartition first = new TopicPartition(topic.name(), 0);
		TopicPartition second = new TopicPartition(topic.name(), 1);
		Set<TopicPartition> partitions = Set.of(first, second);
		try (ClusterAdmin cluster = at(Source.broker().address())) {
			assertThat(cluster.committedOffsets(partitions, OffsetSpec.earliest(), this::refused))
				.isEqualTo(Map.of(first, 0L, second, 0L));
			assertThat(cluster.committedOffsets(partitions, OffsetSpec.latest(), this::refused))
				.isEqualTo(Map.of(first, 0L, second, 1L));
		}
		assertThat(this.refused).isEmpty();
	}

	@Test
	void waitsForAllTopicsNoLongerThanForOne() {
		List<String> topics = IntStream.range(0, 60).mapToObj((i) -> "topic-" + i).toList();
		try (ClusterAdmin cluster = at("localhost:" + FreePorts.next())) {
			assertTimeout(Duration.ofSeconds(10),
					() -> assertThat(cluster.describe(topics, this.refused::put)).isEmpty());
		}
		assertThat(this.refused.keySet()).containsExactlyInAnyOrderElementsOf(topics);
	}

	@Test
	void anUnknownHostIsAnOutageOfKafka() {
		try (ClusterAdmin cluster = at("nowhere.invalid:9092")) {
			assertThatExceptionOfType(KafkaException.class)
				.isThrownBy(() -> cluster.describe(List.of("topic"), this.refused::put))
				.withMessageContaining("No resolvable bootstrap urls");
		}
	}

	private void refused(TopicPartition partition, Throwable reason) {
		this.refused.put(partition.toString(), reason);
	}

	private static ClusterAdmin at(String address) {
		return new ClusterAdmin(new KafkaAdmin(Map.of("bootstrap.servers", address)));
	}

}
