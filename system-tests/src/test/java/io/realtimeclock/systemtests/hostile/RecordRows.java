package io.realtimeclock.systemtests.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.realtimeclock.systemtests.Pause;
import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;
import io.realtimeclock.tick.TickNames;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Records of other producers in the topic.
 */
final class RecordRows {

	private static final String FORGED = "2026-11-23T18:07:57.500Z  WARN forged";

	private RecordRows() {
	}

	static List<Row> rows() {
		return List.of(new Row("100 ticks with a header of 1 MB each", RecordRows::hugeHeaders, "read"),
				new Row("10,000 records of the year 999999999", RecordRows::lastYear, "refused"),
				new Row("a record whose text holds a line of the log", RecordRows::forgedLine, "on one line"),
				// Larger ones keep the broker busy for longer than a slot
				new Row("a record of 30 MB, compressed to 30 KB", RecordRows::bomb, "refused by the broker"));
	}

	@SuppressWarnings("FutureReturnValueIgnored") // flushed
	private static String hugeHeaders(Victim gateway) throws Exception {
		Grid grid = new Grid(Duration.ofMillis(500));
		TickCodec codec = new TickCodec(grid);
		Tick newest = grid.at(Instant.now());
		byte[] header = "x".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
		double before = gateway.gateway().metric("gateway.ticks.received");
		try (KafkaProducer<byte[], byte[]> producer = producer(gateway, Map.of())) {
			for (int i = 10; i < 110; i++) {
				Tick tick = new Tick(newest.sequence() - i, newest.instant().minusMillis(500L * i));
				ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(TickNames.TOPIC, codec.encode(tick));
				record.headers().add(TickNames.TICKER_HEADER, header);
				producer.send(record);
			}
		}
		return await(() -> gateway.gateway().metric("gateway.ticks.received") - before >= 100) ? "read" : "not read";
	}

	@SuppressWarnings("FutureReturnValueIgnored") // flushed
	private static String lastYear(Victim gateway) throws Exception {
		byte[] value = "{\"sequence\":1,\"instant\":\"+999999999-12-31T23:59:59.000Z\"}"
			.getBytes(StandardCharsets.UTF_8);
		double before = gateway.gateway().metric("gateway.records.refused");
		try (KafkaProducer<byte[], byte[]> producer = producer(gateway, Map.of())) {
			for (int i = 0; i < 10_000; i++) {
				producer.send(new ProducerRecord<>(TickNames.TOPIC, value));
			}
		}
		return await(() -> gateway.gateway().metric("gateway.records.refused") - before >= 10_000) ? "refused"
				: "not read";
	}

	/**
	 * The topic is stored uncompressed, so that the broker limits the decompressed size.
	 */
	private static String bomb(Victim gateway) throws Exception {
		Map<String, Object> settings = Map.of("compression.type", "gzip", "max.request.size", 50_000_000,
				"buffer.memory", 50_000_000L);
		try (KafkaProducer<byte[], byte[]> producer = producer(gateway, settings)) {
			producer.send(new ProducerRecord<>(TickNames.TOPIC, new byte[30_000_000])).get(60, TimeUnit.SECONDS);
			return "accepted";
		}
		catch (ExecutionException ex) {
			return (ex.getCause() instanceof RecordTooLargeException) ? "refused by the broker" : ex.toString();
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored") // flushed
	private static String forgedLine(Victim gateway) throws Exception {
		// One line per second is logged
		Pause.of(Duration.ofMillis(1100));
		byte[] value = "{\"sequence\":1,\"instant\":\"a\\n%s\"}".formatted(FORGED).getBytes(StandardCharsets.UTF_8);
		try (KafkaProducer<byte[], byte[]> producer = producer(gateway, Map.of())) {
			producer.send(new ProducerRecord<>(TickNames.TOPIC, value));
		}
		if (!await(() -> log(gateway).anyMatch((line) -> line.contains(FORGED)))) {
			return "not logged";
		}
		return log(gateway).anyMatch((line) -> line.startsWith(FORGED)) ? "on a line of its own" : "on one line";
	}

	private static Stream<String> log(Victim gateway) throws IOException {
		return Files.readAllLines(gateway.gateway().output()).stream();
	}

	private static KafkaProducer<byte[], byte[]> producer(Victim gateway, Map<String, Object> more) {
		Map<String, Object> settings = new HashMap<>(more);
		settings.put("bootstrap.servers", gateway.kafka());
		settings.put("linger.ms", "50");
		settings.put("batch.size", "900000");
		return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
	}

	private static boolean await(Question question) throws Exception {
		long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
		boolean answer = question.ask();
		while (!answer && System.nanoTime() < end) {
			Pause.of(Duration.ofMillis(100));
			answer = question.ask();
		}
		return answer;
	}

	private interface Question {

		boolean ask() throws Exception;

	}

}
