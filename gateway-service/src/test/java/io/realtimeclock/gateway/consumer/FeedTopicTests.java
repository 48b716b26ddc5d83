package io.realtimeclock.gateway.consumer;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.realtimeclock.gateway.FeedGateway;
import io.realtimeclock.gateway.FeedTopicSource;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class FeedTopicTests {

	private static final Duration SOON = Duration.ofSeconds(2);

	@Test
	void aFeedWithoutATopicAnswers503AndComesToLifeWithinTwoSeconds() {
		FeedTopicSource topic = FeedTopicSource.absent();
		try (FeedGateway gateway = FeedGateway.start(topic);
				WebSocketClient refused = gateway.shakeHands("?key=a", "demo")) {
			assertThat(refused.answer()).startsWith("HTTP/1.1 503 ").containsIgnoringCase("\r\nRetry-After: ");
			HttpResponse<String> response = gateway.get("?key=a", "demo");
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.headers().firstValue("Retry-After")).isPresent();
			Source.broker().createTopic(topic.name(), 2);
			await().atMost(SOON)
				.pollInterval(Duration.ofMillis(50))
				.until(() -> gateway.get("", "demo").statusCode() == 200);
			try (WebSocketClient client = gateway.connectUpToDate("?key=a")) {
				topic.put("a", "1");
				assertThat(client.text()).startsWith("{\"key\":\"a\",\"value\":1,");
			}
		}
	}

	@Test
	void aTopicThatIsCreatedAgainStartsItsTableAgain() {
		FeedTopicSource topic = FeedTopicSource.create(1);
		for (int i = 0; i < 20; i++) {
			topic.put("a", Integer.toString(i));
		}
		topic.put("b", "1");
		topic.put("c", "1");
		try (FeedGateway gateway = FeedGateway.start(topic);
				WebSocketClient client = gateway.connectUpToDate("?key=a&key=b&key=c&key=never")) {
			Source.broker().deleteTopic(topic.name());
			Source.broker().createTopic(topic.name(), 1);
			topic.put("a", "100");
			topic.put("c", "1");
			topic.put("a", "101");
			List<String> texts = new ArrayList<>();
			while (!contains(texts, "a", "101") || !contains(texts, "b", "null") || !contains(texts, "c", "1")) {
				texts.add(client.text());
			}
			// If the new topic was seen while it was empty, each key was null for a while
			assertThat(texts).filteredOn((text) -> text.contains("\"key\":\"a\""))
				.allMatch((text) -> text.matches(".*\"value\":(null|100|101),.*"));
			assertThat(texts).filteredOn((text) -> text.contains("\"key\":\"b\""))
				.singleElement()
				.asString()
				.contains("\"value\":null,");
			assertThat(texts).filteredOn((text) -> text.contains("\"key\":\"c\""))
				.last()
				.asString()
				.contains("\"value\":1,");
			assertThat(texts).noneMatch((text) -> text.contains("never"));
			await().atMost(SOON).until(() -> gateway.get("?key=b", "demo").body().equals("[]"));
		}
	}

	@Test
	void partitionsThatAreAddedAreReadWithinTwoSecondsAndByLaterGatewaysToTheSameEnd() {
		FeedTopicSource topic = FeedTopicSource.create(1);
		topic.put("a", "1");
		try (FeedGateway gateway = FeedGateway.start(topic);
				WebSocketClient client = gateway.connectUpToDate("?key=a")) {
			Source.broker().addPartitions(topic.name(), 3);
			long added = System.nanoTime();
			topic.send(2, FeedTopicSource.utf8("a"), FeedTopicSource.utf8("2"));
			Source.broker().flush();
			assertThat(client.text()).startsWith("{\"key\":\"a\",\"value\":2,");
			assertThat(Duration.ofNanos(System.nanoTime() - added)).isLessThan(SOON);
			topic.send(0, FeedTopicSource.utf8("b"), FeedTopicSource.utf8("1"));
			topic.send(1, FeedTopicSource.utf8("b"), null);
			Source.broker().flush();
			try (FeedGateway later = FeedGateway.start(topic, "gateway.replica=" + topic.name() + "-later")) {
				assertThat(later.get("", "demo").body()).isEqualTo(gateway.get("", "demo").body())
					.contains("\"value\":2,")
					.doesNotContain("\"b\"");
			}
		}
	}

	@Test
	void anOlderValueOfAnotherPartitionThatIsReadAfterADeletionStaysDeleted() {
		FeedTopicSource topic = FeedTopicSource.create(2);
		long now = System.currentTimeMillis();
		try (FeedGateway gateway = FeedGateway.start(topic); WebSocketClient client = gateway.connectUpToDate("")) {
			topic.send(1, now - 1_000, "a", null);
			topic.send(1, now, "deletion is read", "1");
			assertThat(client.text()).contains("\"deletion is read\"");
			topic.send(0, now - 2_000, "a", "1");
			topic.send(0, now, "older value is read", "1");
			assertThat(client.text()).contains("\"older value is read\"");
			assertThat(gateway.get("?key=a", "demo").body()).isEqualTo("[]");
			topic.send(0, now, "a", "2");
			assertThat(client.text()).startsWith("{\"key\":\"a\",\"value\":2,");
		}
	}

	@Test
	void marksAFeedWithoutRecordsAsStaleUntilTheNextOne() {
		FeedTopicSource topic = FeedTopicSource.create(1);
		topic.put("a", "1");
		try (FeedGateway gateway = FeedGateway.start(topic, "stale-after=300ms", "gateway.stale-repeat=300ms");
				WebSocketClient client = gateway.connectUpToDate("?key=a")) {
			assertThat(client.text()).isEqualTo("{\"stale\":true}");
			assertThat(client.text()).isEqualTo("{\"stale\":true}");
			topic.put("a", "2");
			await().until(() -> client.text().startsWith("{\"key\":\"a\",\"value\":2,"));
		}
	}

	private static boolean contains(List<String> texts, String key, String value) {
		return texts.stream().anyMatch((text) -> text.startsWith("{\"key\":\"" + key + "\",\"value\":" + value + ","));
	}

}
