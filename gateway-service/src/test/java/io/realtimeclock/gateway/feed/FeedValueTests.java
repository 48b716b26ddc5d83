package io.realtimeclock.gateway.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class FeedValueTests {

	private static final Instant TIME = Instant.parse("2026-11-23T18:07:57.512Z");

	@Test
	void encodesAKeyItsValueAndItsTimestamp() throws IOException {
		assertThat(json("EURUSD", utf8("{\"bid\":1.0801}")))
			.isEqualTo("{\"key\":\"EURUSD\",\"value\":{\"bid\":1.0801},\"timestamp\":\"2026-11-23T18:07:57.512Z\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-0.0e+5", "true", "null", "\"text\"", "[]", " {\"a\" : [1, {\"b\":null}]}\r\n",
			"{\"a\":1,\"a\":2}", "\"\\ud800\"", "\"\\u0000\\/\"", "123456789012345678901234567890.5",
			"[1.0, \"\u00e9\ud83d\ude00\"]" })
	void passesOnJsonAsItIs(String value) throws IOException {
		assertThat(json("k", utf8(value))).contains(",\"value\":" + value + ",\"timestamp\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "plain", "{", "[1", "{} {}", "1 2", "01", "1.", "+1", "NaN", "'a'", "{a:1}",
			"[1,]", "\"a", "\"\t\"", "\"\\x\"", "/**/1", "\ufeff{}", "</script>", "{\"a\":1}x", "tru", "\"\\ud8\"" })
	void makesAStringOfWhatIsNoJson(String value) throws IOException {
		assertThat(value("k", utf8(value)).isString()).isTrue();
		assertThat(value("k", utf8(value)).asString()).isEqualTo(value);
	}

	@ParameterizedTest
	@CsvSource({ "ff, \ufffd", "22ff22, \"\ufffd\"", "eda080, \ufffd", "c080, \ufffd\ufffd", "61c3, a\ufffd" })
	void replacesBytesThatAreNotUtf8(String hex, String text) throws IOException {
		assertThat(value("k", HexFormat.of().parseHex(hex)).asString()).isEqualTo(text);
	}

	@Test
	void aDeletedKeyIsNull() throws IOException {
		assertThat(json("k", null)).contains(",\"value\":null,");
		assertThat(FeedValue.encode("k", null, 0, 0).isDeleted()).isTrue();
		assertThat(FeedValue.encode("k", utf8("null"), 0, 0).isDeleted()).isFalse();
	}

	@Test
	void takesJsonOfAnyDepthAndLength() throws IOException {
		int depth = 500_000;
		String deep = "[".repeat(depth) + "]".repeat(depth);
		assertThat(json("k", utf8(deep))).contains(",\"value\":" + deep + ",");
		String longNumber = "1".repeat(100_000);
		assertThat(json("k", utf8(longNumber))).contains(",\"value\":" + longNumber + ",");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"", "\\", "\n\r\u2028", "</script>", "\u0000", "\ud83d\ude00", "a\",\"value\":1" })
	void escapesKeys(String key) throws IOException {
		assertThat(new JsonMapper().readTree(json(key, utf8("1"))).path("key").asString()).isEqualTo(key);
	}

	@ParameterizedTest
	@ValueSource(longs = { -1, Long.MAX_VALUE, Long.MIN_VALUE })
	void writesTimestampsThatNobodyExpects(long timestamp) throws IOException {
		ByteArrayOutputStream json = new ByteArrayOutputStream();
		FeedValue.encode("k", null, 0, timestamp).writeTo(json);
		assertThat(json.toString(StandardCharsets.UTF_8))
			.containsPattern("\"timestamp\":\"[-+0-9]+-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"");
	}

	private static JsonNode value(String key, byte[] value) throws IOException {
		return new JsonMapper().readTree(json(key, value)).path("value");
	}

	private static String json(String key, byte @Nullable [] value) throws IOException {
		ByteArrayOutputStream json = new ByteArrayOutputStream();
		FeedValue.encode(key, value, 0, TIME.toEpochMilli()).writeTo(json);
		return json.toString(StandardCharsets.UTF_8);
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
