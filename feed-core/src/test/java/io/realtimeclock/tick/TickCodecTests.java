package io.realtimeclock.tick;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TickCodecTests {

	private static final Instant HALF = Instant.parse("2026-11-23T18:07:57.500Z");

	private final Grid grid = new Grid(Duration.ofMillis(500));

	private final TickCodec codec = new TickCodec(this.grid);

	@Test
	void writesSequenceAndInstant() {
		assertThat(json(this.grid.at(HALF)))
			.isEqualTo("{\"sequence\":3590914555,\"instant\":\"2026-11-23T18:07:57.500Z\"}");
	}

	@Test
	void keepsTheMillisecondsOfAWholeSecond() {
		assertThat(json(this.grid.at(HALF.plusMillis(500)))).contains("\"2026-11-23T18:07:58.000Z\"");
	}

	@Test
	void readsWhatItWrote() {
		Tick tick = this.grid.at(HALF);
		assertThat(this.codec.decode(this.codec.encode(tick))).isEqualTo(tick);
	}

	@Test
	void ignoresFieldsThatItDoesNotKnow() {
		assertThat(decode("{\"sequence\":3590914555,\"instant\":\"2026-11-23T18:07:57.500Z\",\"source\":\"a\"}"))
			.isEqualTo(this.grid.at(HALF));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "tick", "null", "7", "[]", "{}", "{\"sequence\":3590914555}",
			"{\"instant\":\"2026-11-23T18:07:57.500Z\"}",
			"{\"sequence\":\"3590914555\",\"instant\":\"2026-11-23T18:07:57.500Z\"}",
			"{\"sequence\":3590914555.0,\"instant\":\"2026-11-23T18:07:57.500Z\"}",
			"{\"sequence\":null,\"instant\":\"2026-11-23T18:07:57.500Z\"}",
			"{\"sequence\":3590914555,\"instant\":null}", "{\"sequence\":3590914555,\"instant\":\"yesterday\"}",
			"{\"sequence\":99999999999999999999,\"instant\":\"2026-11-23T18:07:57.500Z\"}",
			"{\"sequence\":-1,\"instant\":\"2026-11-23T18:07:57.500Z\"}",
			"{\"sequence\":9223372036854775807,\"instant\":\"2026-11-23T18:07:57.500Z\"}",
			"{\"sequence\":3590914555,\"instant\":\"2026-11-23T18:07:57.501Z\"}",
			"{\"sequence\":3590914555,\"instant\":\"2026-11-23T18:07:57.500Z\"} trailing",
			"{\"sequence\":3590914555,\"instant\":\"+1000000000-12-31T23:59:59.000Z\"}",
			"{\"sequence\":3590914555,\"instant\":\"+999999999-12-31T23:59:59.000Z\"}",
			"{\"sequence\":3590914555,\"instant\":\"-999999999-01-01T00:00:00.000Z\"}",
			"{\"sequence\":-1,\"instant\":\"1969-12-31T23:59:59.500Z\"}" })
	void refusesWhatIsNoTick(String json) {
		assertThatExceptionOfType(MalformedTickException.class).isThrownBy(() -> decode(json));
	}

	private String json(Tick tick) {
		return new String(this.codec.encode(tick), StandardCharsets.UTF_8);
	}

	private Tick decode(String json) {
		return this.codec.decode(json.getBytes(StandardCharsets.UTF_8));
	}

}
