package io.realtimeclock.gateway.broadcast;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.realtimeclock.gateway.FeedGateway;
import io.realtimeclock.gateway.FeedTopicSource;
import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.OtherGateway;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.gateway.WebSocketClient;
import io.realtimeclock.testsupport.Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class FeedEncryptionTests {

	private static final int KEYS = 300;

	private static final Pattern FRAME = Pattern.compile("\\{\"key\":\"(\\w+)\",\"value\":\"x*(\\d+)\",.*");

	private final FeedTopicSource topic = FeedTopicSource.create(1);

	@Test
	void aClientOnTlsThatWakesGetsTheNewestValuesOfAnySize(@TempDir Path folder) throws Exception {
		Certificate certificate = Certificate.make(folder, "localhost");
		certificate.writePem(folder.resolve("tls.crt"), folder.resolve("tls.key"));
		putAll(0);
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=" + this.topic.name(),
				"gateway.feeds.prices.topic=" + this.topic.name(), "gateway.feeds.prices.max-value-size=1MB",
				"server.ssl.bundle=gateway", "management.server.ssl.enabled=false",
				"spring.ssl.bundle.pem.gateway.keystore.certificate=file:" + folder.resolve("tls.crt"),
				"spring.ssl.bundle.pem.gateway.keystore.private-key=file:" + folder.resolve("tls.key"))) {
			await().atMost(Duration.ofSeconds(20)).until(() -> {
				Source.tick();
				return Http.get(gateway.managementPort(), "/actuator/health/readiness").statusCode() == 200;
			});
			try (WebSocketClient client = WebSocketClient.request(gateway.port(),
					certificate.trust().getSocketFactory().createSocket(),
					"GET /feeds/prices HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
							+ "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
							+ "Authorization: " + Http.basic("demo") + "\r\n\r\n")) {
				assertThat(FeedGateway.awaitComplete(client)).hasSize(KEYS + 1);
				int newest = 0;
				while (gateway.gauge("gateway.connections.stalled") < 1 || newest < 10) {
					putAll(++newest);
				}
				Map<String, Integer> received = new HashMap<>();
				while (received.size() < KEYS + 1 || received.containsValue(0) || !isComplete(received, newest)) {
					Matcher frame = FRAME.matcher(client.text());
					assertThat(frame.matches()).isTrue();
					int value = Integer.parseInt(frame.group(2));
					assertThat(value).isGreaterThan(received.getOrDefault(frame.group(1), 0));
					received.put(frame.group(1), value);
				}
			}
		}
	}

	private static boolean isComplete(Map<String, Integer> received, int newest) {
		return received.values().stream().allMatch((value) -> value == newest);
	}

	private void putAll(int round) {
		for (int i = 0; i < KEYS; i++) {
			put("k" + i, 2_000, round);
		}
		// More than is gathered for one write
		put("large", 300_000, round);
		Source.broker().flush();
	}

	private void put(String key, int length, int round) {
		this.topic.send(null, FeedTopicSource.utf8(key),
				FeedTopicSource.utf8("\"" + "x".repeat(length) + round + "\""));
	}

}
