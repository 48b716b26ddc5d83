package io.realtimeclock.localstack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.realtimeclock.gateway.GatewayApplication;
import io.realtimeclock.ticker.TickerApplication;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.logging.LoggingApplicationListener;

/** The two services as they are shipped, each an application of its own. */
final class Services {

	private Services() {
	}

	/**
	 * Start the ticker, without its web server: what secures the gateway is on the same
	 * class path and would secure the ticker's probes too.
	 */
	static AutoCloseable ticker(LocalStackProperties stack) {
		return run(TickerApplication.application().web(WebApplicationType.NONE), stack);
	}

	static AutoCloseable gateway(LocalStackProperties stack, int port) {
		return run(GatewayApplication.application(), stack, "server.port=" + port,
				"management.server.port=" + LocalStackProperties.managementPort(port), "gateway.replica=local-" + port,
				"gateway.drain-window=1s", "spring.security.user.name=" + stack.user(),
				"spring.security.user.password=" + stack.password());
	}

	private static AutoCloseable run(SpringApplicationBuilder service, LocalStackProperties stack, String... settings) {
		List<String> arguments = new ArrayList<>();
		arguments.add("--spring.kafka.bootstrap-servers=localhost:" + stack.kafkaPort());
		arguments.add("--spring.data.redis.port=" + stack.redisPort());
		Arrays.stream(settings).map("--"::concat).forEach(arguments::add);
		SpringApplication application = service.bannerMode(Banner.Mode.OFF).registerShutdownHook(false).application();
		// The log is one for the whole process and already set up
		application.setListeners(application.getListeners()
			.stream()
			.filter((listener) -> !(listener instanceof LoggingApplicationListener))
			.toList());
		return application.run(arguments.toArray(String[]::new));
	}

}
