package io.realtimeclock.benchmark.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TickTextTests {

	@ParameterizedTest
	@ValueSource(strings = {
			"{\"message\":{\"time\":\"19:07:57\",\"instant\":\"2026-11-23T18:07:57.500Z\",\"sequence\":3590914555}}",
			"42[\"tick\",{\"message\":{\"sequence\":3590914555,\"time\":\"19:07:57\"}}]",
			"{\"message\": {\"time\": \"19:07:57\", \"sequence\": 3590914555}}",
			"MSG time 1 90\r\n{\"sequence\":3590914555}\r\n", "{\"sequence\":3590914555" })
	void findsTheSequenceInAnyFormat(String text) {
		assertThat(TickText.sequence(buffer(text))).isEqualTo(3590914555L);
		assertThat(TickText.isStale(buffer(text))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "PING\r\n", "0{\"sid\":\"x\"}", "{\"sequence" })
	void messageWithoutSequenceIsNotATick(String text) {
		assertThat(TickText.sequence(buffer(text))).isEqualTo(TickText.NO_SEQUENCE);
	}

	@Test
	void recognizesAStaleNotice() {
		String text = "{\"message\":{\"time\":\"19:07:57\",\"sequence\":3590914555,\"stale\":true}}";
		assertThat(TickText.isStale(buffer(text))).isTrue();
	}

	/**
	 * Create a buffer with the text between position and limit, and other ticks around
	 * it.
	 */
	private static ByteBuffer buffer(String text) {
		byte[] bytes = ("{\"sequence\":1}" + text + "{\"sequence\":2,\"stale\":true}")
			.getBytes(StandardCharsets.US_ASCII);
		return ByteBuffer.wrap(bytes, 14, text.length());
	}

}
