package io.realtimeclock.localstack;

import java.io.IOException;
import java.net.ServerSocket;

import io.realtimeclock.settings.InvalidSettingException;

/** TCP ports of this machine. */
final class Ports {

	private Ports() {
	}

	/** Check before any component starts that no other program uses the stack's ports. */
	static void requireFree(LocalStackProperties stack, boolean prices) {
		requireFree("kafka-port", stack.kafkaPort());
		requireFree("redis-port", stack.redisPort());
		requireFreeGatewayPorts("gateway-port", stack.gatewayPort());
		requireFreeGatewayPorts("second-gateway-port", stack.secondGatewayPort());
		if (prices) {
			requireFree("prices-port", stack.pricesPort());
		}
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
		InvalidSettingException.unless(isFree(port), property, value,
				"Port " + port + " is used by another program. Stop that program, or choose another port:"
						+ System.lineSeparator().repeat(2) + "    mvn spring-boot:run -Dspring-boot.run.arguments=--"
						+ property + "=" + (value + 10_000));
	}

	static boolean isFree(int port) {
		try (ServerSocket allInterfaces = new ServerSocket(port)) {
			return allInterfaces.isBound();
		}
		catch (IOException | IllegalArgumentException ex) {
			return false;
		}
	}

}
