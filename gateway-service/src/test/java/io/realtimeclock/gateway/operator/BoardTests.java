package io.realtimeclock.gateway.operator;

import java.net.http.HttpResponse;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.RunningGateway;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BoardTests extends RunningGateway {

	@Test
	void isAPageWithoutScript() {
		HttpResponse<String> board = Http.get(managementPort(), "/actuator/board");
		assertThat(board.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("text/html"));
		// The source of these tests is a day late
		assertThat(board.body()).contains("<dd>120 of 120</dd>", "class=\"missed\"").doesNotContain("<script", "{{");
	}

	@Test
	void isNotToBeHadOnTheMainPort() {
		assertThat(Http.get(port(), "/actuator/board", "Authorization", Http.basic("demo")).statusCode())
			.isEqualTo(404);
	}

}
