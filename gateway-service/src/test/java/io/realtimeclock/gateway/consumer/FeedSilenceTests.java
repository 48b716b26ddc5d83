package io.realtimeclock.gateway.consumer;

import java.time.Duration;

import io.realtimeclock.gateway.FeedGateway;
import io.realtimeclock.gateway.FeedTopicSource;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.gateway.WebSocketClient;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients receive the stale notice, whatever keeps records from coming.
 */
class FeedSilenceTests {

	private static final String STALE = "{\"stale\":true}";

	private final FeedTopicSource topic = FeedTopicSource.create(1);

	@Test
	void aStaleFeedIsLiveAgainOnceItsTopicIsCreatedAgain() {
		try (FeedGateway gateway = FeedGateway.start(this.topic, "stale-after=2s");
				WebSocketClient client = gateway.connectUpToDate("")) {
			assertThat(client.text()).isEqualTo(STALE);
			Source.broker().deleteTopic(this.topic.name());
			Source.broker().createTopic(this.topic.name(), 1);
			await().untilAsserted(() -> {
				try (WebSocketClient late = gateway.connectUpToDate("")) {
					this.topic.put("a", "1");
					assertThat(late.text()).startsWith("{\"key\":\"a\"");
				}
			});
		}
	}

	@Test
	void clientsAreNotifiedWhileTheTopicIsDeleted() {
		try (FeedGateway gateway = FeedGateway.start(this.topic, "stale-after=3s");
				WebSocketClient client = gateway.connectUpToDate("")) {
			putAndAwait("a", client);
			Source.broker().deleteTopic(this.topic.name());
			await().until(() -> gateway.get("", "demo").statusCode() == 503);
			assertThat(client.text()).isEqualTo(STALE);
		}
	}

	@Test
	void clientsAreNotifiedWhileTheTopicCannotBeRead() {
		try (FeedGateway gateway = FeedGateway.start(this.topic, "stale-after=3s",
				"spring.kafka.consumer.value-deserializer=" + PickyDeserializer.class.getName());
				WebSocketClient client = gateway.connectUpToDate("")) {
			putAndAwait("a", client);
			this.topic.put("b", PickyDeserializer.REFUSED);
			assertThat(client.text()).isEqualTo(STALE);
		}
	}

	/** A feed that became stale during the start is no longer stale then. */
	private void putAndAwait(String key, WebSocketClient client) {
		this.topic.put(key, "1");
		await().atMost(Duration.ofSeconds(5)).until(() -> client.text().startsWith("{\"key\":\"" + key + "\""));
	}

	/**
	 * Lets each poll fail that comes to a certain record, as one that is damaged does.
	 */
	public static final class PickyDeserializer extends ByteArrayDeserializer {

		private static final String REFUSED = "\"refused\"";

		@Override
		public byte[] deserialize(String topic, byte[] data) {
			if (data != null && data.length == REFUSED.length()) {
				throw new IllegalArgumentException("refused by a test");
			}
			return data;
		}

	}

}
