package io.realtimeclock.gateway;

import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A gateway that is started, and stopped, by a test.
 */
public final class OtherGateway implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private OtherGateway(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Start a gateway on the shared parts.
	 * @param settings as {@code name=value}; they go before its own
	 */
	public static OtherGateway start(String... settings) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--management.server.port=0",
				"--gateway.max-age=2d", "--gateway.drain-window=0s", "--gateway.users.demo=" + RunningGateway.HASH,
				"--spring.kafka.bootstrap-servers=" + Source.broker().address(),
				"--spring.data.redis.port=" + Source.redis().port()));
		for (String setting : settings) {
			String name = setting.substring(0, setting.indexOf('='));
			arguments.removeIf((argument) -> argument.startsWith("--" + name + "="));
			arguments.add("--" + setting);
		}
		return new OtherGateway(GatewayApplication.application().run(arguments.toArray(String[]::new)));
	}

	public int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	public int managementPort() {
		return this.context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
	}

	public int readiness() {
		return Http.get(port(), "/readyz").statusCode();
	}

	/**
	 * Publish ticks until it gets them.
	 */
	public void awaitReady() {
		Source.tickUntil(() -> readiness() == 200);
	}

	public double gauge(String name) {
		return this.context.getBean(MeterRegistry.class).get(name).gauge().value();
	}

	public double count(String name, String... tags) {
		return this.context.getBean(MeterRegistry.class).get(name).tags(tags).counter().count();
	}

	@Override
	public void close() {
		SpringApplication.exit(this.context);
	}

}
