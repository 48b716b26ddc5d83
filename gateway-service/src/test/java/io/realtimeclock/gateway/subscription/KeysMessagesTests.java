package io.realtimeclock.gateway.subscription;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.gateway.feed.FeedQuery.FeedRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KeysMessagesTests {

	private long now;

	private final KeysMessages messages = new KeysMessages(() -> this.now);

	@Test
	void readsTheKeysInTheirOrder() throws FeedRefusedException {
		assertThat(read(" {\"keys\" : [\"b\", \"a\", \"b\"] } ")).containsExactly("b", "a", "b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "[]", "null", "\"keys\"", "{\"keys\":[]}", "{\"keys\":\"a\"}", "{\"keys\":{}}",
			"{\"keys\":[1]}", "{\"keys\":[\"a\",1]}", "{\"keys\":[\"a\"", "{\"keys\":[\"a\"]", "{\"keys\":[\"a\"]}{}",
			"{\"keys\":[\"a\"],\"more\":1}", "{\"key\":[\"a\"]}", "[\"keys\",[\"a\"]]", "{\"keys\":[\"a\"]]" })
	void refusesAnyOtherMessage(String message) {
		assertThatExceptionOfType(FeedRefusedException.class).isThrownBy(() -> read(message))
			.satisfies((refusal) -> assertThat(refusal.detail()).isEqualTo("not a message with keys"));
	}

	@Test
	void refusesTextThatIsNotUtf8() {
		ByteBuffer latin = ByteBuffer.wrap("{\"keys\":[\"ü\"]}".getBytes(StandardCharsets.ISO_8859_1));
		assertThatExceptionOfType(FeedRefusedException.class).isThrownBy(() -> this.messages.read(latin));
	}

	@Test
	void takesTenAtOnceAndNoEleventh() throws FeedRefusedException {
		for (int i = 0; i < 10; i++) {
			read("{\"keys\":[\"a\"]}");
		}
		assertThatExceptionOfType(FeedRefusedException.class).isThrownBy(() -> read("{\"keys\":[\"a\"]}"))
			.satisfies((refusal) -> assertThat(refusal.detail()).isEqualTo("more than 10 messages per second"));
	}

	@Test
	void takesAsManyMoreAsTenthsOfASecondHavePassed() throws FeedRefusedException {
		for (int i = 0; i < 10; i++) {
			read("{\"keys\":[\"a\"]}");
		}
		this.now += TimeUnit.MILLISECONDS.toNanos(200);
		read("{\"keys\":[\"a\"]}");
		read("{\"keys\":[\"a\"]}");
		assertThatExceptionOfType(FeedRefusedException.class).isThrownBy(() -> read("{\"keys\":[\"a\"]}"));
	}

	private List<String> read(String message) throws FeedRefusedException {
		return this.messages.read(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)));
	}

}
