package io.realtimeclock.gateway.consumer;

import java.util.ArrayList;
import java.util.List;

import io.realtimeclock.gateway.FeedGateway;
import io.realtimeclock.gateway.FeedTopicSource;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class FeedRecordTests {

	private final FeedTopicSource topic = FeedTopicSource.create(1);

	@Test
	void skipsRecordsWithoutAUsableKeyAndTooLargeValues(CapturedOutput output) {
		byte[] value = FeedTopicSource.utf8("1");
		try (FeedGateway gateway = FeedGateway.start(this.topic);
				WebSocketClient client = gateway.connectUpToDate("")) {
			this.topic.put((byte[]) null, value);
			this.topic.put(new byte[0], value);
			this.topic.put(new byte[] { 'a', (byte) 0xFF }, value);
			this.topic.put(FeedTopicSource.utf8("k".repeat(64 * 1024)), value);
			this.topic.put("large", "x".repeat(16 * 1024 + 1));
			this.topic.put(FeedTopicSource.utf8("huge"), new byte[1_000_000]);
			this.topic.put("k".repeat(1024), "\"longest\"");
			assertThat(client.text()).contains("\"longest\"");
			this.topic.put("fits", "\u0001".repeat(16 * 1024));
			assertThat(client.frame(0x81).payload()).hasSizeGreaterThan(6 * 16 * 1024);
			assertThat(skipped(gateway, "no-key")).isEqualTo(2);
			assertThat(skipped(gateway, "invalid-key")).isEqualTo(2);
			assertThat(skipped(gateway, "max-value-size")).isEqualTo(2);
			assertThat(output).contains("The feed 'prices' skipped records or keys of clients: ")
				.doesNotContain("kkkkkkkk");
		}
	}

	@Test
	void keepsTheKeysItHasAndCountsTheOthers(CapturedOutput output) {
		try (FeedGateway gateway = FeedGateway.start(this.topic, "max-keys=2");
				WebSocketClient client = gateway.connectUpToDate("")) {
			for (String key : List.of("a", "b", "c", "d", "a")) {
				this.topic.put(key, "1");
			}
			await().until(() -> skipped(gateway, "max-keys") == 2);
			List<String> texts = new ArrayList<>();
			// The second value of a may come before b
			while (texts.stream().noneMatch((text) -> text.contains("\"key\":\"b\""))) {
				texts.add(client.text());
			}
			assertThat(texts).hasSizeGreaterThan(1);
			assertThat(texts.subList(0, texts.size() - 1)).allMatch((text) -> text.contains("\"key\":\"a\""));
			assertThat(gateway.gauge("gateway.feed.keys")).isEqualTo(2);
			assertThat(output).containsOnlyOnce("skipped records or keys of clients: ");
		}
	}

	private static double skipped(FeedGateway gateway, String reason) {
		return gateway.count("gateway.feed.skipped", "reason", reason);
	}

}
