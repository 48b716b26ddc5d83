package io.realtimeclock.gateway.consumer;

import java.time.Duration;

import io.realtimeclock.gateway.Broker;
import io.realtimeclock.gateway.OtherGateway;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.gateway.WebSocketClient;
import io.realtimeclock.tick.Tick;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

class RecreatedTopicTests {

	@Test
	void readsTheTopicThatIsMadeAnewWithoutARestart() {
		Broker broker = Broker.start();
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=patient",
				"spring.kafka.bootstrap-servers=" + broker.address());
				WebSocketClient client = WebSocketClient.connect(gateway.port())) {
			await().atMost(Duration.ofSeconds(10)).until(() -> isRead(broker, client));
			broker.recreateTopic();
			await().atMost(Duration.ofSeconds(5)).until(() -> isRead(broker, client));
		}
	}

	private static boolean isRead(Broker broker, WebSocketClient client) {
		Tick tick = Source.nextTick();
		broker.publish(Source.CODEC.encode(tick));
		return client.hears(tick);
	}

}
