package io.realtimeclock.benchmark.load.tally;

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
	void theSequenceIsFoundWhereverItStands(String text) {
		assertThat(TickText.sequence(buffer(text))).isEqualTo(3590914555L);
		assertThat(TickText.isStale(buffer(text))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "PING\r\n", "0{\"sid\":\"x\"}", "{\"sequence" })
	void whatHasNoSequenceIsNoTick(String text) {
		assertThat(TickText.sequence(buffer(text))).isEqualTo(TickText.NO_SEQUENCE);
	}

	@Test
	void aStaleNoticeIsToldFromATick() {
		String text = "{\"message\":{\"time\":\"19:07:57\",\"sequence\":3590914555,\"stale\":true}}";
		assertThat(TickText.isStale(buffer(text))).isTrue();
	}

	/**
	 * Make a buffer in which the text is only what stands between position and limit.
	 */
	private static ByteBuffer buffer(String text) {
		byte[] bytes = ("{\"sequence\":1}" + text + "{\"sequence\":2,\"stale\":true}")
			.getBytes(StandardCharsets.US_ASCII);
		return ByteBuffer.wrap(bytes, 14, text.length());
	}

}
