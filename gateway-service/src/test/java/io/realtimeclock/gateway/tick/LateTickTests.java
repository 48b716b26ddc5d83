package io.realtimeclock.gateway.tick;

import java.time.Duration;

import io.realtimeclock.gateway.OtherGateway;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.gateway.WebSocketClient;
import io.realtimeclock.gateway.broadcast.Broadcaster;
import io.realtimeclock.tick.Tick;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LateTickTests extends RunningGateway {

	@Autowired
	private Broadcaster broadcaster;

	@Autowired
	private TickMessages messages;

	/**
	 * The ticks of the tests are a day old.
	 */
	@Test
	void showsNoTickThatComesTooLateAndTellsThatTheSourceIsSilent() {
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=punctual", "gateway.max-age=1h",
				"gateway.stale-after=600ms", "gateway.stale-repeat=100ms");
				WebSocketClient client = WebSocketClient.connect(gateway.port())) {
			await().atMost(Duration.ofSeconds(10)).until(() -> {
				Source.tick();
				return gateway.count("gateway.ticks.late") > 0;
			});
			assertThat(client.text()).isEqualTo("{\"message\":{\"time\":\"--:--:--\",\"stale\":true}}");
			assertThat(client.text()).isEqualTo("{\"message\":{\"time\":\"--:--:--\",\"stale\":true}}");
			assertThat(gateway.gauge("gateway.stale")).isOne();
		}
	}

	@Test
	void greetsAClientWithATickThatIsTooOldByNowAsStale() {
		try (WebSocketClient client = connect()) {
			Tick tick = publish(Duration.ofMillis(200));
			assertThat(client.text()).doesNotContain("stale").contains("\"sequence\":" + tick.sequence());
			await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
				try (WebSocketClient late = WebSocketClient.connect(port())) {
					assertThat(late.text()).endsWith("\"sequence\":" + tick.sequence() + ",\"stale\":true}}");
				}
			});
		}
	}

	@Test
	void doesNotWriteATickThatIsTooOldWhenItsTurnComes() {
		try (WebSocketClient client = connect()) {
			publish(Duration.ofSeconds(-1));
			Tick next = publish(Duration.ofMinutes(1));
			assertThat(WebSocketClient.sequence(client.text())).isEqualTo(next.sequence());
		}
	}

	private Tick publish(Duration timeToLive) {
		Tick tick = Source.nextTick();
		this.broadcaster.publish(this.messages.live(tick), this.messages.stale(tick), tick.instant(), timeToLive);
		return tick;
	}

}
