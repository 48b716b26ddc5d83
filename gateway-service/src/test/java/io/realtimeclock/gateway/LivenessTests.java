package io.realtimeclock.gateway;

import java.time.Duration;

import io.realtimeclock.health.Supervised;
import io.realtimeclock.health.Supervisor;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LivenessTests extends RunningGateway {

	@Autowired
	private Supervisor supervisor;

	@Test
	void isNotAliveWhileAThreadIsSilentAndTellsStrangersNoDetails() {
		assertThat(Http.get(port(), "/livez").statusCode()).isEqualTo(200);
		Supervised thread = this.supervisor.register("test", Duration.ofSeconds(1));
		try {
			await().atMost(Duration.ofSeconds(10)).until(() -> Http.get(port(), "/livez").statusCode() == 503);
			assertThat(Http.get(port(), "/livez").body()).isEqualTo("{\"status\":\"DOWN\"}");
			assertThat(Http.get(managementPort(), "/actuator/health/threads").body()).contains("no sign of life");
		}
		finally {
			thread.stopped();
		}
		assertThat(Http.get(port(), "/livez").statusCode()).isEqualTo(200);
	}

}
