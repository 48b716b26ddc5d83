package io.realtimeclock.systemtests.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.realtimeclock.systemtests.Pause;
import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;
import io.realtimeclock.tick.TickNames;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Thousands of invalid records per second in the topic.
 */
@FaultRows
@ExtendWith(SharedCluster.class)
class PoisonIT {

	private static final int PER_SECOND = 2_000;

	@Test
	@SuppressWarnings("FutureReturnValueIgnored") // there is enough of it
	void fiveSecondsOfIt(Cluster cluster) {
		try (Watch watch = cluster.watch();
				KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
						Map.of("bootstrap.servers", cluster.addresses(), "acks", "0"), new ByteArraySerializer(),
						new ByteArraySerializer())) {
			List<byte @Nullable []> poisons = poisons();
			long begin = System.nanoTime();
			for (int second = 0; second < 5; second++) {
				for (int i = 0; i < PER_SECOND; i++) {
					// Sometimes a large one
					byte[] value = (i % 500 == 0) ? new byte[500_000] : poisons.get(i % poisons.size());
					producer.send(new ProducerRecord<>(TickNames.TOPIC, value));
				}
				Pause.of(Duration.ofNanos(begin + (second + 1) * 1_000_000_000L - System.nanoTime()));
			}
			watch.awaitTicks();
			Row.of("poison in the topic, %d per second for 5 s".formatted(PER_SECOND))
				.atMost(0, "missed", watch.most(Recording::missed))
				.atMost(0, "backward", watch.most(Recording::backward))
				.atMost(0, "duplicates", watch.most(Recording::duplicates))
				.end();
		}
	}

	private static List<byte @Nullable []> poisons() {
		TickCodec codec = new TickCodec(new Grid(Duration.ofMillis(500)));
		Tick future = new Grid(Duration.ofMillis(500)).at(Instant.now().plus(Duration.ofHours(1)));
		List<byte @Nullable []> poisons = new ArrayList<>();
		poisons.add(null);
		poisons.add(new byte[0]);
		poisons.add(codec.encode(future));
		for (String text : List.of("garbage", "{}", "[]", "{\"sequence\":\"1\",\"instant\":2}",
				"{\"sequence\":-1,\"instant\":\"1969-12-31T23:59:59.500Z\"}",
				"{\"sequence\":9223372036854775807,\"instant\":\"2026-11-23T18:07:57.500Z\"}")) {
			poisons.add(text.getBytes(StandardCharsets.UTF_8));
		}
		return poisons;
	}

}
