package io.realtimeclock.gateway.consumer;

import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * A feed's topic as it was when it was found.
 *
 * @param name its name
 * @param id its id, another one after it was deleted and created again
 * @param generation another one each time that the topic has to be read from its
 * beginning
 * @param begins the first offset of each partition
 * @param ends the offset after the last record of each partition
 */
record FeedTopic(String name, Uuid id, long generation, Map<TopicPartition, Long> begins,
		Map<TopicPartition, Long> ends) {

	long records() {
		return sum(this.ends) - sum(this.begins);
	}

	private static long sum(Map<TopicPartition, Long> offsets) {
		return offsets.values().stream().mapToLong(Long::longValue).sum();
	}

}
