package io.realtimeclock.systemtests.telemetry;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.realtimeclock.systemtests.OwnSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The profile {@code telemetry}.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TelemetryIT {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	@SuppressWarnings("NullAway.Init")
	private Collector collector;

	@SuppressWarnings("NullAway.Init")
	private OwnSystem system;

	@BeforeAll
	void start() throws IOException {
		this.collector = Collector.start();
		this.system = OwnSystem.running("telemetry", this.collector.settings());
	}

	@AfterAll
	void stop() throws IOException {
		this.system.close();
		this.collector.close();
	}

	@Test
	void theTraceOfATickGoesFromTheTickerToTheGateway() {
		await("a trace").atMost(LIMIT).untilAsserted(() -> {
			List<Collector.Sent> sent = spansOf("ticker-service");
			assertThat(spansOf("gateway-service")).filteredOn((span) -> sent.stream().anyMatch(span::isChildOf))
				.isNotEmpty();
		});
	}

	@Test
	void metricsOfBothServicesAreSent() {
		await("metrics").atMost(LIMIT)
			.untilAsserted(
					() -> assertThat(this.collector.metrics()).contains("gateway.ticks.received", "ticker.publishes"));
	}

	private List<Collector.Sent> spansOf(String service) {
		return this.collector.spans().stream().filter((span) -> span.service().equals(service)).toList();
	}

}
