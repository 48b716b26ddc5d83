package io.realtimeclock.gateway.tick;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.gateway.WebSocketClient;
import io.realtimeclock.tick.Tick;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TickDeliveryTests extends RunningGateway {

	@Test
	void greetsAClientWithTheNewestTickAtOnce() {
		try (WebSocketClient earlier = connect()) {
			Tick newest = tick(earlier);
			long start = System.nanoTime();
			try (WebSocketClient client = WebSocketClient.connect(port())) {
				long connected = System.nanoTime();
				assertThat(WebSocketClient.sequence(client.text())).isEqualTo(newest.sequence());
				assertThat(Duration.ofNanos(System.nanoTime() - connected))
					.as("after a handshake of %s", Duration.ofNanos(connected - start))
					.isLessThan(Duration.ofMillis(500));
			}
		}
	}

	@Test
	void sendsEveryTickInOrder() {
		try (WebSocketClient client = connect()) {
			List<Long> published = new ArrayList<>();
			List<Long> received = new ArrayList<>();
			for (int i = 0; i < 30; i++) {
				published.add(Source.tick().sequence());
				received.add(WebSocketClient.sequence(client.text()));
			}
			assertThat(received).isEqualTo(published);
		}
	}

	@Test
	void sendsTheTimeForPeopleAndForPrograms() {
		try (WebSocketClient client = connect()) {
			Tick tick = Source.tick();
			assertThat(client.text()).matches("\\{\"message\":\\{\"time\":\"[0-2]\\d:[0-5]\\d:[0-5]\\d\",\"instant\":\""
					+ tick.instant().toString().substring(0, 19) + "\\.[05]00Z\",\"sequence\":" + tick.sequence()
					+ "}}");
		}
	}

}
