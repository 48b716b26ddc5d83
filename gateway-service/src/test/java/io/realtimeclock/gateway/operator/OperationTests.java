package io.realtimeclock.gateway.operator;

import java.net.http.HttpHeaders;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OperationTests extends RunningGateway {

	@ParameterizedTest
	@ValueSource(strings = { "/livez", "/readyz" })
	void answersProbesWithoutALogin(String path) {
		assertThat(Http.get(port(), path).statusCode()).isEqualTo(200);
		assertThat(Http.get(port(), path).body()).isEqualTo("{\"status\":\"UP\"}");
	}

	@Test
	void showsItsMeasurementsOnTheManagementPort() {
		try (WebSocketClient client = connect()) {
			tick(client);
			String metrics = Http.get(managementPort(), "/actuator/prometheus").body();
			assertThat(metrics).containsPattern("(?m)^gateway_connections(\\{.*})? [1-9]")
				.containsPattern("(?m)^gateway_ticks_received_total(\\{.*})? [1-9]")
				.containsPattern("(?m)^gateway_fanout_latency_seconds_count(\\{.*})? [1-9]")
				.contains("gateway_records_refused_total", "gateway_frames_conflated_total",
						"gateway_connections_closed_total{code=\"1013\"}");
		}
	}

	/**
	 * Prometheus 2 refuses all metrics for the sake of one that it may not have.
	 */
	@Test
	void tracesNothingUnlessItIsWanted() {
		assertThat(Http
			.get(managementPort(), "/actuator/prometheus", "Accept", "application/openmetrics-text;version=1.0.0")
			.body()).contains("gateway_ticks_received_total", "# EOF").doesNotContain("trace_id");
	}

	@Test
	void forbidsBrowsersOnTheManagementPortWhatItForbidsElsewhere() {
		HttpHeaders headers = Http.get(managementPort(), "/actuator/health").headers();
		assertThat(headers.firstValue("Content-Security-Policy"))
			.hasValueSatisfying((policy) -> assertThat(policy).contains("default-src 'none'"));
		assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/env", "/actuator/heapdump", "/actuator/shutdown", "/actuator/loggers" })
	void showsNoMoreThanItMust(String path) {
		assertThat(Http.get(managementPort(), path).statusCode()).isEqualTo(404);
	}

}
