package io.realtimeclock.gateway.handshake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Fails if a plain socket is no longer found behind Jetty's end point. */
class JettyUpgradeTests extends RunningGateway {

	@Autowired
	private MeterRegistry meters;

	@Test
	void servesEveryPlainConnectionOnItsSocket() {
		try (WebSocketClient client = connect()) {
			tick(client);
			assertThat(this.meters.find("gateway.handshakes.upgraded").counters()).singleElement()
				.satisfies((counter) -> assertThat(counter.getId().getTag("transport")).isEqualTo("plain"))
				.extracting(Counter::count)
				.satisfies((count) -> assertThat(count).isPositive());
		}
	}

}
