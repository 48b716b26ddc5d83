package io.realtimeclock.gateway.operator;

import java.net.http.HttpResponse;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.RunningGateway;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StatusPageTests extends RunningGateway {

	@Test
	void isAPageWithoutScript() {
		HttpResponse<String> page = Http.get(managementPort(), "/actuator/status");
		assertThat(page.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("text/html"));
		assertThat(page.body()).doesNotContain("<script", "{{");
	}

	@Test
	void saysThatThereWasNoTick() {
		// The source of these tests is a day late
		assertThat(Http.get(managementPort(), "/actuator/status").body()).contains("No tick in the last minute",
				"of 120 in", "class=\"missed\"", "viewBox=\"0 0 120 100\"");
	}

	@Test
	void hasTheClockPagesDesign() {
		HttpResponse<String> style = Http.get(managementPort(), "/actuator/status/style.css");
		assertThat(style.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("text/css"));
		assertThat(style.body()).contains("--ground:", "prefers-color-scheme: dark", "rect.missed");
		assertThat(Http.get(managementPort(), "/actuator/status/other.css").statusCode()).isEqualTo(404);
	}

	@Test
	void isNotServedOnTheMainPort() {
		assertThat(Http.get(port(), "/actuator/status", "Authorization", Http.basic("demo")).statusCode())
			.isEqualTo(404);
	}

}
