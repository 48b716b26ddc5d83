package io.realtimeclock.systemtests;

import java.time.Duration;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The operators' page of a running system.
 */
@ExtendWith(EmbeddedSystem.class)
class BoardIT {

	private static final Pattern TICKER = Pattern.compile("<td>[^<]+:\\d+</td><td>\\d+</td>");

	@Test
	void namesTheTickersThatPublishedTheSlotsOfTheLastMinute(ClockSystem system) {
		await("ten slots").atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			String board = system.first().management("/actuator/board");
			assertThat(board.split("class=\"good\"", -1)).hasSizeGreaterThan(10);
			assertThat(board).containsPattern(TICKER);
		});
	}

}
