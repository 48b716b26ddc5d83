package io.realtimeclock.systemtests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A logout on one gateway ends the user's ticks on all gateways.
 */
@ExtendWith(EmbeddedSystem.class)
class LogOutIT {

	private static final int POLICY_VIOLATION = 1008;

	private static final int TIMES = Integer.getInteger("logouts", 10);

	@Test
	void closesTheSocketOnTheOtherGateway(ClockSystem system) throws Exception {
		List<Long> millis = new ArrayList<>();
		for (int i = 0; i < TIMES; i++) {
			Session session = Session.logIn(system.first());
			try (RecordingClient client = session.connect(system.second())) {
				client.awaitLive(1, Duration.ofSeconds(5));
				long begin = System.nanoTime();
				session.logOut(system.first());
				assertThat(client.awaitClose(Duration.ofSeconds(2))).isEqualTo(POLICY_VIOLATION);
				millis.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
			}
		}
		Collections.sort(millis);
		Console.print("From the logout to the close on the other gateway: p50 %d ms, max %d ms, of %d"
			.formatted(millis.get(TIMES / 2), millis.get(TIMES - 1), TIMES));
	}

}
