package io.realtimeclock.gateway.consumer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.gateway.WebSocketClient;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickNames;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.ConsumerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class BadRecordTests extends RunningGateway {

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private TickListener listener;

	@Test
	void littleIsFetchedAtATime(@Autowired ConsumerFactory<?, ?> consumers) {
		assertThat(consumers.getConfigurationProperties()).containsEntry("fetch.max.bytes", "262144")
			.containsEntry("max.partition.fetch.bytes", "262144");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void countsAndSkipsWhatIsNoTick(String what, byte @Nullable [] value) {
		try (WebSocketClient client = connect()) {
			double before = refused();
			Source.publish(value);
			Tick next = Source.tick();
			assertThat(WebSocketClient.sequence(client.text())).as("after %s", what).isEqualTo(next.sequence());
			assertThat(refused()).isEqualTo(before + 1);
		}
	}

	/**
	 * One after the other, so that each would hold up the next if its batch was read
	 * again.
	 */
	@Test
	void deliversTheGoodTickOfABatchOfBadOnes() {
		try (WebSocketClient client = connect()) {
			byte[] bad = utf8("{\"sequence\":1,\"instant\":\"+999999999-12-31T23:59:59.000Z\"}");
			for (int i = 0; i < 20; i++) {
				Source.publish(bad);
				Tick next = Source.tick();
				assertThat(WebSocketClient.sequence(client.text())).isEqualTo(next.sequence());
			}
		}
	}

	@Test
	void deliversTheGoodTickOfABatchWithOneOfTheFarFuture() {
		try (WebSocketClient client = connect()) {
			Tick future = Source.GRID.at(Instant.now().plus(Duration.ofHours(1)));
			Tick next = Source.nextTick();
			this.listener.onRecords(batch(Source.CODEC.encode(next), Source.CODEC.encode(future)));
			assertThat(WebSocketClient.sequence(client.text())).isEqualTo(next.sequence());
		}
	}

	private static ConsumerRecords<byte[], byte[]> batch(byte[]... values) {
		List<ConsumerRecord<byte[], byte[]>> records = Stream.of(values)
			.map((value) -> new ConsumerRecord<byte[], byte[]>(TickNames.TOPIC, 0, 0, new byte[0], value))
			.toList();
		return new ConsumerRecords<>(Map.of(new TopicPartition(TickNames.TOPIC, 0), records), Map.of());
	}

	@Test
	void deliversATickWhoseHeaderHasNoValue() {
		try (WebSocketClient client = connect()) {
			Tick next = Source.nextTick();
			Source.broker().publish(Source.CODEC.encode(next), new RecordHeader("ticker", (byte[]) null));
			assertThat(WebSocketClient.sequence(client.text())).isEqualTo(next.sequence());
		}
	}

	@Test
	void skipsDuplicatesAndOlderTicks() {
		try (WebSocketClient client = connect()) {
			Tick old = tick(client);
			Tick last = tick(client);
			double before = refused();
			Source.publish(Source.CODEC.encode(last));
			Source.publish(Source.CODEC.encode(old));
			Tick next = Source.tick();
			assertThat(WebSocketClient.sequence(client.text())).isEqualTo(next.sequence());
			assertThat(refused()).as("a duplicate is no fault").isEqualTo(before);
		}
	}

	static Stream<Arguments> countsAndSkipsWhatIsNoTick() {
		Tick future = Source.GRID.at(Instant.now().plus(Duration.ofHours(1)));
		return Stream.of(Arguments.of("garbage", utf8("tick")), Arguments.of("an empty record", new byte[0]),
				Arguments.of("a tombstone", null), Arguments.of("null", utf8("null")),
				Arguments.of("wrong types", utf8("{\"sequence\":\"1\",\"instant\":2}")),
				Arguments.of("an absurd sequence",
						utf8("{\"sequence\":9223372036854775807,\"instant\":\"2026-11-23T18:07:57.500Z\"}")),
				Arguments.of("a far future", Source.CODEC.encode(future)),
				Arguments.of("the last year of all",
						utf8("{\"sequence\":1,\"instant\":\"+999999999-12-31T23:59:59.000Z\"}")),
				Arguments.of("a year before all calendars",
						utf8("{\"sequence\":-1,\"instant\":\"-999999999-01-01T00:00:00.000Z\"}")),
				Arguments.of("a slot before the first one",
						utf8("{\"sequence\":-1,\"instant\":\"1969-12-31T23:59:59.500Z\"}")),
				Arguments.of("half a megabyte", utf8("{\"sequence\":1,\"more\":\"" + "x".repeat(500_000) + "\"}")),
				Arguments.of("deep nesting", utf8("[".repeat(100_000))));
	}

	private double refused() {
		return this.meters.get("gateway.records.refused").counter().count();
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
