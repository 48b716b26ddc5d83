package io.realtimeclock.gateway.subscription;

import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.realtimeclock.gateway.FeedGateway;
import io.realtimeclock.gateway.FeedTopicSource;
import io.realtimeclock.gateway.WebSocketClient;
import io.realtimeclock.testsupport.RawSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client of a feed may send, and that no other client notices what it may not.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedMessageTests {

	private static final int TEXT = 0x81;

	private final FeedTopicSource topic = FeedTopicSource.create(1);

	@SuppressWarnings("NullAway.Init")
	private FeedGateway gateway;

	@BeforeAll
	void start() {
		this.topic.put("a", "1");
		this.gateway = FeedGateway.start(this.topic, "rights[0].keys=secret", "rights[0].authority=ROLE_NONE",
				"rights[1].keys=*");
	}

	@AfterAll
	void stop() {
		this.gateway.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "{}", "[]", "{\"keys\":[]}", "{\"keys\":\"a\"}", "{\"keys\":[1]}",
			"{\"keys\":[\"\"]}", "{\"keys\":[\"a\"],\"more\":1}", "{\"keys\":[\"a\"]}}", "{\"keys\":[\"a\"",
			"{\"keys\":[\"secret\"]}", "{\"key\":[\"a\"]}", "{\"keys\":[[\"a\"]]}", "\ufeff{\"keys\":[\"a\"]}" })
	void closesAClientWith1008ForAnythingElse(String message) {
		assertClosed(RawSocket.frame(TEXT, FeedTopicSource.utf8(message)));
	}

	@Test
	void closesAClientThatNames1001Keys() {
		String keys = IntStream.range(0, 1001).mapToObj((i) -> "\"k" + i + "\"").collect(Collectors.joining(","));
		assertClosed(RawSocket.frame(TEXT, FeedTopicSource.utf8("{\"keys\":[" + keys + "]}")));
	}

	@Test
	void closesAClientThatSends65KilobytesBeforeTheyHaveCome() {
		assertClosed(ByteBuffer.allocate(14).put(new byte[] { (byte) TEXT, (byte) 0xFF }).putLong(65 * 1024).array());
	}

	@Test
	void takesAMessageOf64Kilobytes() {
		String message = "{\"keys\":[\"a\"" + " ".repeat(64 * 1024 - 14) + "]}";
		byte[] payload = FeedTopicSource.utf8(message);
		assertThat(payload).hasSize(64 * 1024);
		byte[] mask = new byte[4];
		try (WebSocketClient client = this.gateway.connectUpToDate("?key=b")) {
			client.send(ByteBuffer.allocate(14 + payload.length)
				.put(new byte[] { (byte) TEXT, (byte) 0xFF })
				.putLong(payload.length)
				.put(mask)
				.put(payload)
				.array());
			assertThat(client.text()).startsWith("{\"key\":\"a\"");
		}
	}

	@Test
	void closesAClientThatSendsFragmentsOfOneByte() {
		assertClosed(RawSocket.frame(0x01, FeedTopicSource.utf8("{")));
	}

	@Test
	void closesAClientThatSendsBinaryFrames() {
		assertClosed(RawSocket.frame(0x82, FeedTopicSource.utf8("{\"keys\":[\"a\"]}")));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0xC1, 0x83, 0x09 })
	void closesAClientThatBreaksTheProtocolWith1002(int head) {
		assertClosed(RawSocket.frame(head, new byte[0]), 1002);
	}

	@Test
	void closesAClientThatDoesNotMaskItsFrames() {
		assertClosed(new byte[] { (byte) TEXT, 1, 'a' }, 1002);
	}

	@Test
	void closesAClientThatSendsTextThatIsNotUtf8() {
		assertClosed(RawSocket.frame(TEXT, new byte[] { (byte) 0xFF }));
	}

	@Test
	void closesAClientThatChangesItsKeysAThousandTimes() {
		try (WebSocketClient other = this.gateway.connectUpToDate("?key=other");
				WebSocketClient client = this.gateway.connectUpToDate("?key=a")) {
			for (int i = 0; i < 1000; i++) {
				client.trySend(TEXT, FeedTopicSource.utf8("{\"keys\":[\"k" + i + "\"]}"));
			}
			assertThat(client.frame(0x88).status()).isEqualTo(1008);
			this.topic.put("other", "1");
			assertThat(other.text()).startsWith("{\"key\":\"other\"");
		}
	}

	@Test
	void takesTenMessagesAtOnce() {
		try (WebSocketClient client = this.gateway.connectUpToDate("?key=b")) {
			for (int i = 0; i < 9; i++) {
				client.send(TEXT, FeedTopicSource.utf8("{\"keys\":[\"k" + i + "\"]}"));
			}
			client.send(TEXT, FeedTopicSource.utf8("{\"keys\":[\"a\"]}"));
			String text = client.text();
			while (text.contains("snapshot")) {
				text = client.text();
			}
			assertThat(text).startsWith("{\"key\":\"a\"");
		}
	}

	@Test
	void answersPings() {
		try (WebSocketClient client = this.gateway.connectUpToDate("?key=a")) {
			client.send(0x89, FeedTopicSource.utf8("mine"));
			assertThat(client.frame(0x8A).text()).isEqualTo("mine");
		}
	}

	private void assertClosed(byte[] bytes) {
		assertClosed(bytes, 1008);
	}

	private void assertClosed(byte[] bytes, int status) {
		try (WebSocketClient other = this.gateway.connectUpToDate("?key=other");
				WebSocketClient client = this.gateway.connectUpToDate("?key=a")) {
			client.send(bytes);
			RawSocket.Frame last = client.frame(0x88);
			assertThat(last.status()).isEqualTo(status);
			assertThat(last.text()).doesNotContain("session ended");
			this.topic.put("other", Long.toString(System.nanoTime()));
			assertThat(other.text()).startsWith("{\"key\":\"other\"");
		}
	}

}
