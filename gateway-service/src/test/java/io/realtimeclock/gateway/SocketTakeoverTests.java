package io.realtimeclock.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fails if Jetty has changed under the takeover of its sockets: the gateway would then
 * work all the same, at a higher price.
 */
class SocketTakeoverTests extends RunningGateway {

	@Autowired
	private MeterRegistry meters;

	@Test
	void servesEveryClientOfAPlainConnectionByItsSocket() {
		try (WebSocketClient client = connect()) {
			tick(client);
			assertThat(this.meters.find("gateway.handshakes.upgraded").counters()).singleElement()
				.satisfies((counter) -> assertThat(counter.getId().getTag("path")).isEqualTo("direct"))
				.extracting(Counter::count)
				.satisfies((count) -> assertThat(count).isPositive());
		}
	}

}
