package io.realtimeclock.gateway.feed;

import io.realtimeclock.gateway.FeedGateway;
import io.realtimeclock.gateway.FeedTopicSource;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FeedDeliveryTests {

	private static final String COMPLETE = "{\"snapshot\":\"complete\",\"silence\":45000}";

	private final FeedTopicSource topic = FeedTopicSource.create(3);

	@Test
	void sendsTheNewestValueOfEachKeyThenChanges() {
		this.topic.put("EURUSD", "{\"bid\":1.07}");
		this.topic.put("EURUSD", "{ \"bid\" : 1.08 }");
		this.topic.put("GBPUSD", "plain");
		try (FeedGateway gateway = FeedGateway.start(this.topic);
				WebSocketClient client = gateway.connect("?key=EURUSD&key=GBPUSD&key=X")) {
			assertThat(client.text())
				.matches("\\{\"key\":\"EURUSD\",\"value\":\\{ \"bid\" : 1.08 },\"timestamp\":\"[-0-9T:]+\\.\\d{3}Z\"}");
			assertThat(client.text()).startsWith("{\"key\":\"GBPUSD\",\"value\":\"plain\",");
			assertThat(client.text()).isEqualTo(COMPLETE);
			this.topic.put("X", "1");
			assertThat(client.text()).startsWith("{\"key\":\"X\",\"value\":1,");
			this.topic.put("X", null);
			assertThat(client.text()).startsWith("{\"key\":\"X\",\"value\":null,");
		}
	}

	@Test
	void sendsAllKeysToAClientThatNamesNone() {
		this.topic.put("a", "1");
		try (FeedGateway gateway = FeedGateway.start(this.topic); WebSocketClient client = gateway.connect("")) {
			assertThat(client.text()).startsWith("{\"key\":\"a\"");
			assertThat(client.text()).isEqualTo(COMPLETE);
			this.topic.put("b", "2");
			assertThat(client.text()).startsWith("{\"key\":\"b\",\"value\":2");
			this.topic.put("a", null);
			assertThat(client.text()).startsWith("{\"key\":\"a\",\"value\":null");
			this.topic.put("a", "3");
			assertThat(client.text()).startsWith("{\"key\":\"a\",\"value\":3");
			assertThat(gateway.get("", "demo").body())
				.contains("{\"key\":\"a\",\"value\":3,", "{\"key\":\"b\",\"value\":2,")
				.startsWith("[{")
				.endsWith("}]");
		}
	}

	@Test
	void replacesTheKeysOfAClientThatAsks() {
		this.topic.put("a", "1");
		this.topic.put("b", "2");
		try (FeedGateway gateway = FeedGateway.start(this.topic); WebSocketClient client = gateway.connect("?key=a")) {
			assertThat(client.text()).startsWith("{\"key\":\"a\"");
			assertThat(client.text()).isEqualTo(COMPLETE);
			client.send(0x81, FeedTopicSource.utf8("{\"keys\":[\"b\",\"c\"]}"));
			assertThat(client.text()).startsWith("{\"key\":\"b\"");
			assertThat(client.text()).isEqualTo(COMPLETE);
			this.topic.put("a", "3");
			this.topic.put("c", "4");
			assertThat(client.text()).startsWith("{\"key\":\"c\"");
		}
	}

}
