package io.realtimeclock.systemtests;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A clock that ticks every five seconds, with all other settings at their defaults.
 */
@Tag("long")
class SlowClockIT {

	@Test
	void tickAfterTickComesAndNoStaleNotice() throws IOException {
		try (OwnSystem system = OwnSystem.running("slow", Map.of("CLOCK_PERIOD", "5s"));
				RecordingClient client = RecordingClient.connect(system.gateway())) {
			client.awaitLive(3, Duration.ofSeconds(20));
			assertThat(client.frames()).noneMatch(Frame::stale);
			List<Frame> live = client.live();
			for (int i = 1; i < live.size(); i++) {
				assertThat(live.get(i).sequence()).isEqualTo(live.get(i - 1).sequence() + 1);
				assertThat(Duration.between(live.get(i - 1).instant(), live.get(i).instant()))
					.isEqualTo(Duration.ofSeconds(5));
			}
		}
	}

}
