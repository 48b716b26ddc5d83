package io.realtimeclock.localstack;

import java.util.Arrays;
import java.util.stream.Stream;

import io.realtimeclock.gateway.GatewayApplication;
import io.realtimeclock.ticker.TickerApplication;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;

/**
 * A gateway and a ticker with Kafka and Redis in containers, for those who prefer them to
 * the embedded servers: {@code mvn process-test-classes spring-boot:test-run}.
 */
final class TestLocalStackApplication {

	private TestLocalStackApplication() {
	}

	/**
	 * Start the system.
	 * @param args settings of the gateway
	 */
	public static void main(String[] args) {
		SpringApplication.from(GatewayApplication::main)
			.with(Containers.class)
			.run(Stream
				.concat(Stream.of("--spring.security.user.name=demo", "--spring.security.user.password=demo"),
						Arrays.stream(args))
				.toArray(String[]::new));
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Containers {

		@Bean
		@ServiceConnection
		KafkaContainer kafkaContainer() {
			return new KafkaContainer("apache/kafka:" + AppInfoParser.getVersion());
		}

		@Bean
		@ServiceConnection("redis")
		GenericContainer<?> redisContainer() {
			return new GenericContainer<>("redis:8.0").withExposedPorts(6379);
		}

		/**
		 * The ticker, without its web server, as in the local stack.
		 */
		@Bean
		StackComponent ticker(KafkaContainer kafka, GenericContainer<?> redisContainer) {
			return new StackComponent(0, "Ticker",
					() -> TickerApplication.application()
						.web(WebApplicationType.NONE)
						.run("--spring.kafka.bootstrap-servers=" + kafka.getBootstrapServers(),
								"--spring.data.redis.host=" + redisContainer.getHost(),
								"--spring.data.redis.port=" + redisContainer.getFirstMappedPort()));
		}

	}

}
