package io.realtimeclock.gateway.consumer;

import java.time.Duration;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.OtherGateway;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.RedisServer;
import io.realtimeclock.testsupport.Relay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class LateSourceTests {

	@Test
	void waitsForKafkaAndRedisWithoutMuchAdo(CapturedOutput output) {
		int kafka = FreePorts.next();
		int redis = FreePorts.next();
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=late",
				"spring.kafka.bootstrap-servers=localhost:" + kafka, "spring.data.redis.port=" + redis)) {
			await().during(Duration.ofSeconds(4)).atMost(Duration.ofSeconds(6)).until(() -> gateway.readiness() == 503);
			assertThat(Http.get(gateway.port(), "/livez").statusCode()).isEqualTo(200);
			assertThat(linesNaming(output, kafka) + linesNaming(output, redis)).isLessThan(6);
			await().atMost(Duration.ofSeconds(5))
				.untilAsserted(() -> assertThat(output).contains("Kafka at localhost:" + kafka + ": it does not answer",
						"Redis at localhost:" + redis + ": the latest tick could not be read"));
			RedisServer.start(redis);
			Relay.at(kafka, Source.broker().port());
			await().atMost(Duration.ofSeconds(5)).until(() -> {
				Source.tick();
				return gateway.readiness() == 200;
			});
			await().atMost(Duration.ofSeconds(5))
				.untilAsserted(() -> assertThat(output).contains("Kafka at localhost:" + kafka + " works",
						"Redis at localhost:" + redis + " works"));
		}
	}

	/** Other gateways of this JVM write to the same output. */
	private static int linesNaming(CapturedOutput output, int port) {
		return (int) output.getAll().lines().filter((line) -> line.contains(":" + port)).count();
	}

}
