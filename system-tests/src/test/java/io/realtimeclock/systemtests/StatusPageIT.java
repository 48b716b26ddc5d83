package io.realtimeclock.systemtests;

import java.time.Duration;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The operator's page of a running system.
 */
@ExtendWith(EmbeddedSystem.class)
class StatusPageIT {

	private static final Pattern TICKER = Pattern.compile("<td>[^<]+:\\d+</td><td>\\d+</td>");

	@Test
	void namesTheTickersThatPublishedTheSlotsOfTheLastMinute(ClockSystem system) {
		await("ten slots").atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			String page = system.first().management("/actuator/status");
			assertThat(page.split("class=\"good\"", -1)).hasSizeGreaterThan(10);
			assertThat(page).containsPattern(TICKER);
		});
	}

}
