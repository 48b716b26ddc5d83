package io.realtimeclock.localstack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.realtimeclock.gateway.GatewayApplication;
import io.realtimeclock.prices.PricesApplication;
import io.realtimeclock.testsupport.KafkaServer;
import io.realtimeclock.testsupport.RedisServer;
import io.realtimeclock.ticker.TickerApplication;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * Starts Kafka, Redis, a ticker and two gateways in one process, and stops them in
 * reverse order. The gateways stop in parallel because each waits for its clients' close
 * frames. With the profile {@code prices} the example of a feed runs too.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties(LocalStackProperties.class)
public class LocalStack {

	private static final int BACKEND = 1;

	private static final int PUBLISHERS = 2;

	private static final int GATEWAYS = 3;

	private final LocalStackProperties properties;

	private final boolean withPrices;

	LocalStack(LocalStackProperties properties, Environment environment) {
		this.properties = properties;
		this.withPrices = environment.acceptsProfiles(Profiles.of(LocalStackProperties.PRICES));
	}

	/**
	 * Start the system and keep it running until the process is stopped.
	 * @param args settings such as {@code --local-stack.gateway-port=9090}
	 */
	public static void main(String[] args) {
		new SpringApplicationBuilder(LocalStack.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties("spring.config.name=local-stack", "spring.main.keep-alive=true")
			.run(args);
	}

	@Bean
	StackComponent kafka() {
		Ports.requireFree(this.properties, this.withPrices);
		return new StackComponent(BACKEND, "Kafka broker", () -> KafkaServer.start(this.properties.kafkaPort()));
	}

	@Bean
	StackComponent redis() {
		return new StackComponent(BACKEND, "Redis server", () -> RedisServer.start(this.properties.redisPort()));
	}

	/**
	 * The ticker, without its web server: the gateway's security is on the same class
	 * path and would also apply to the ticker's probes.
	 */
	@Bean
	StackComponent ticker() {
		return new StackComponent(PUBLISHERS, "Ticker",
				() -> run(TickerApplication.application().web(WebApplicationType.NONE)));
	}

	@Bean
	@Profile(LocalStackProperties.PRICES)
	StackComponent prices() {
		return new StackComponent(PUBLISHERS, "Prices",
				() -> run(PricesApplication.application(), "prices.port=" + this.properties.pricesPort(),
						"prices.gateway=http://localhost:" + this.properties.gatewayPort()));
	}

	@Bean
	StackComponent firstGateway() {
		return gateway("Gateway 1", this.properties.gatewayPort());
	}

	@Bean
	StackComponent secondGateway() {
		return gateway("Gateway 2", this.properties.secondGatewayPort());
	}

	@Bean
	StartupMessage startupMessage() {
		return new StartupMessage(this.properties, this.withPrices);
	}

	private StackComponent gateway(String name, int port) {
		List<String> settings = new ArrayList<>(List.of("server.port=" + port,
				"management.server.port=" + LocalStackProperties.managementPort(port), "gateway.replica=local-" + port,
				"gateway.drain-window=1s", "spring.security.user.name=" + this.properties.user(),
				"spring.security.user.password=" + this.properties.password()));
		if (this.withPrices) {
			settings.add("gateway.feeds.prices.topic=prices");
			settings.add("gateway.allowed-origins=" + this.properties.pricesPage());
		}
		return new StackComponent(GATEWAYS, name,
				() -> run(GatewayApplication.application(), settings.toArray(String[]::new)));
	}

	private AutoCloseable run(SpringApplicationBuilder service, String... settings) {
		List<String> arguments = new ArrayList<>();
		arguments.add("--spring.kafka.bootstrap-servers=localhost:" + this.properties.kafkaPort());
		arguments.add("--spring.data.redis.port=" + this.properties.redisPort());
		Arrays.stream(settings).map("--"::concat).forEach(arguments::add);
		SpringApplication application = service.bannerMode(Banner.Mode.OFF).registerShutdownHook(false).application();
		// Logging is shared by the whole process and already set up
		application.setListeners(application.getListeners()
			.stream()
			.filter((listener) -> !(listener instanceof LoggingApplicationListener))
			.toList());
		return application.run(arguments.toArray(String[]::new));
	}

	/** Is printed last, and stopped first. */
	@SuppressWarnings("SystemOut") // the program's output, not its log
	private static final class StartupMessage implements SmartLifecycle {

		private final LocalStackProperties stack;

		private final boolean withPrices;

		private volatile boolean printed;

		StartupMessage(LocalStackProperties stack, boolean withPrices) {
			this.stack = stack;
			this.withPrices = withPrices;
		}

		@Override
		public void start() {
			System.out.println(String.format(Locale.ROOT, """

					  The clock is running:

					  Gateway 1        http://localhost:%d/
					  Gateway 2        http://localhost:%d/   (the same login works for both)
					  User name        %s
					  Password         %s
					%8$s
					  Kafka            localhost:%d
					  Redis            localhost:%d
					  Metrics          http://localhost:%7$d/actuator/prometheus
					  Watch the topic  kafka-console-consumer --bootstrap-server localhost:%5$d --topic time

					  Press Ctrl-C to stop everything.
					""", this.stack.gatewayPort(), this.stack.secondGatewayPort(), this.stack.user(),
					this.stack.password(), this.stack.kafkaPort(), this.stack.redisPort(),
					LocalStackProperties.managementPort(this.stack.gatewayPort()), this.withPrices ? prices() : ""));
			this.printed = true;
		}

		private String prices() {
			return String.format(Locale.ROOT, """

					  Prices           %s/   (log in at gateway 1 first)
					  All prices       http://localhost:%d/feeds/prices/
					""", this.stack.pricesPage(), this.stack.gatewayPort());
		}

		/**
		 * Redis also receives Ctrl-C, so warnings about lost connections are expected.
		 */
		@Override
		public void stop() {
			this.printed = false;
			System.out.println("  Stopping");
			LoggingSystem.get(LocalStack.class.getClassLoader())
				.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
		}

		@Override
		public boolean isRunning() {
			return this.printed;
		}

	}

}
