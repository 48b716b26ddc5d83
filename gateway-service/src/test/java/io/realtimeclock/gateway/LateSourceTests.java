package io.realtimeclock.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class LateSourceTests {

	@Test
	void waitsForKafkaAndRedisWithoutMuchAdo(CapturedOutput output) throws IOException {
		int kafka = RedisServer.freePort();
		int redis = RedisServer.freePort();
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=late",
				"spring.kafka.bootstrap-servers=localhost:" + kafka, "spring.data.redis.port=" + redis)) {
			await().during(Duration.ofSeconds(4)).atMost(Duration.ofSeconds(6)).until(() -> gateway.readiness() == 503);
			assertThat(Http.get(gateway.port(), "/livez").statusCode()).isEqualTo(200);
			assertThat(linesNaming(output, kafka) + linesNaming(output, redis)).isLessThan(6);
			await().atMost(Duration.ofSeconds(5))
				.untilAsserted(() -> assertThat(output).contains("Kafka at localhost:" + kafka + ": it does not answer",
						"Redis at localhost:" + redis + ": the latest tick could not be read"));
			RedisServer.start(redis);
			openDoor(kafka);
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

	/**
	 * Open a port that leads to the broker, whose answers name its own address.
	 */
	private static void openDoor(int port) throws IOException {
		ServerSocket door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
		String[] broker = Source.broker().address().split(":", 2);
		Thread porter = new Thread(() -> {
			try {
				while (true) {
					Socket client = door.accept();
					Socket server = new Socket(broker[0], Integer.parseInt(broker[1]));
					copy(client, server);
					copy(server, client);
				}
			}
			catch (IOException ex) {
				// Closed
			}
		});
		porter.setDaemon(true);
		porter.start();
	}

	private static void copy(Socket from, Socket to) {
		Thread copier = new Thread(() -> {
			try (from; to) {
				from.getInputStream().transferTo(to.getOutputStream());
			}
			catch (IOException ex) {
				// Closed
			}
		});
		copier.setDaemon(true);
		copier.start();
	}

}
