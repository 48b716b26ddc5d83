package io.realtimeclock.localstack;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Starts the parts in the order in which a tick passes them, and stops them in reverse:
 * the gateways side by side, since each waits for its clients' good-byes.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties(LocalStackProperties.class)
public class LocalStack {

	private static final int BACKEND = 1;

	private static final int TICKER = 2;

	private static final int GATEWAYS = 3;

	private static final int EVERYTHING = 4;

	private final LocalStackProperties properties;

	LocalStack(LocalStackProperties properties) {
		this.properties = properties;
	}

	/**
	 * Start the system and keep it running until the process is told to stop.
	 * @param args {@code --local-stack.…} settings
	 */
	public static void main(String[] args) {
		new SpringApplicationBuilder(LocalStack.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties("spring.config.name=local-stack", "spring.main.keep-alive=true")
			.run(args);
	}

	@Bean
	Part broker() {
		new PortCheck(this.properties).requireFreePorts();
		return new Part(BACKEND, "Kafka broker", () -> KafkaBroker.start(this.properties.kafkaPort()));
	}

	@Bean
	Part redis() {
		return new Part(BACKEND, "Redis server", () -> RedisProcess.start(this.properties.redisPort()));
	}

	@Bean
	Part ticker() {
		return new Part(TICKER, "Ticker", () -> Services.ticker(this.properties));
	}

	@Bean
	Part firstGateway() {
		return new Part(GATEWAYS, "Gateway 1", () -> Services.gateway(this.properties, this.properties.gatewayPort()));
	}

	@Bean
	Part secondGateway() {
		return new Part(GATEWAYS, "Gateway 2",
				() -> Services.gateway(this.properties, this.properties.secondGatewayPort()));
	}

	@Bean
	Part welcome() {
		return new Part(EVERYTHING, "Everything", () -> Welcome.print(this.properties));
	}

}
