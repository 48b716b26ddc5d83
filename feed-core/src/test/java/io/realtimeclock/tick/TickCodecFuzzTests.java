package io.realtimeclock.tick;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random records, for {@code -Dfuzz.seconds}: arbitrary bytes, documents with some bytes
 * changed, removed or doubled, and documents with extreme years, numbers, nesting and
 * lengths. {@code -Dfuzz.seed} repeats a run.
 */
class TickCodecFuzzTests {

	private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());

	private static final Duration TIME = Duration.ofSeconds(Long.getLong("fuzz.seconds", 3));

	private static final Grid GRID = new Grid(Duration.ofMillis(500));

	private static final TickCodec CODEC = new TickCodec(GRID);

	private final Random random = new Random(SEED);

	@Test
	void whateverARecordHoldsItIsATickOfTheGridOrRefused() {
		long end = System.nanoTime() + TIME.toNanos();
		int ticks = 0;
		int refused = 0;
		while (System.nanoTime() < end) {
			byte[] record = switch (this.random.nextInt(4)) {
				case 0 -> noise();
				case 1 -> extreme();
				default -> mutated();
			};
			try {
				Tick tick = CODEC.decode(record);
				assertThat(GRID.holds(tick)).as("seed %d: %s", SEED, new String(record, StandardCharsets.UTF_8))
					.isTrue();
				assertThat(CODEC.decode(CODEC.encode(tick))).isEqualTo(tick);
				ticks++;
			}
			catch (MalformedTickException ex) {
				refused++;
			}
		}
		assertThat(ticks).isPositive();
		assertThat(refused).isPositive();
	}

	private byte[] noise() {
		byte[] bytes = new byte[this.random.nextInt(200)];
		this.random.nextBytes(bytes);
		return bytes;
	}

	private byte[] extreme() {
		int year = this.random.nextInt(-1_000_000_001, 1_000_000_001);
		String instant = String.format(Locale.ROOT, "%s%04d-01-01T00:00:00.000Z", (year < 0) ? "-" : "+",
				Math.abs(year));
		long digits = this.random.nextLong();
		String sequence = switch (this.random.nextInt(4)) {
			case 0 -> Long.toString(digits);
			case 1 -> Long.toString(digits).repeat(1 + this.random.nextInt(100));
			case 2 -> digits + "e" + this.random.nextInt(1_000_000);
			default -> Long.toString(Math.floorDiv(year * 31_556_952_000L, 500L));
		};
		int size = this.random.nextInt(2_000);
		String more = switch (this.random.nextInt(4)) {
			case 0 -> "[".repeat(size);
			case 1 -> "{\"a\":".repeat(size) + "1" + "}".repeat(size);
			case 2 -> "\"" + "x".repeat(size * 10) + "\"";
			default -> "\"\\u000a\"";
		};
		return "{\"sequence\":%s,\"instant\":\"%s\",\"more\":%s}".formatted(sequence, instant, more)
			.getBytes(StandardCharsets.UTF_8);
	}

	private byte[] mutated() {
		Instant instant = Instant.ofEpochMilli(this.random.nextLong(4_000_000_000_000L));
		StringBuilder document = new StringBuilder(new String(CODEC.encode(GRID.at(instant)), StandardCharsets.UTF_8));
		for (int i = this.random.nextInt(4); i > 0; i--) {
			int at = this.random.nextInt(document.length());
			switch (this.random.nextInt(3)) {
				case 0 -> document.setCharAt(at, (char) this.random.nextInt(128));
				case 1 -> document.delete(at, Math.min(document.length(), at + 1 + this.random.nextInt(5)));
				default -> document.insert(at, document.substring(at, Math.min(document.length(), at + 10)));
			}
			if (document.isEmpty()) {
				break;
			}
		}
		return document.toString().getBytes(StandardCharsets.UTF_8);
	}

}
