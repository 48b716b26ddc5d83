package io.realtimeclock.localstack;

import io.realtimeclock.settings.InvalidSettingException;

/** Looks for other programs on the stack's ports, before any part starts. */
record PortCheck(LocalStackProperties stack) {

	void requireFreePorts() {
		requireFree("kafka-port", this.stack.kafkaPort());
		requireFree("redis-port", this.stack.redisPort());
		requireFreeGatewayPorts("gateway-port", this.stack.gatewayPort());
		requireFreeGatewayPorts("second-gateway-port", this.stack.secondGatewayPort());
	}

	private static void requireFreeGatewayPorts(String setting, int port) {
		requireFree(setting, port);
		requireFree(setting, port, LocalStackProperties.managementPort(port));
	}

	private static void requireFree(String setting, int value) {
		requireFree(setting, value, value);
	}

	private static void requireFree(String setting, int value, int port) {
		String property = "local-stack." + setting;
		InvalidSettingException.unless(new Port(port).isFree(), property, value, "Port " + port
				+ " is taken by another program. Stop that program, or choose another port:%n%n    mvn spring-boot:run -Dspring-boot.run.arguments=--%s=%d"
					.formatted(property, value + 10_000));
	}

}
