package io.realtimeclock.localstack;

import java.io.IOException;
import java.net.ServerSocket;

import io.realtimeclock.settings.InvalidSettingException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The ports and the demo login of the local stack.
 *
 * @param kafkaPort where the broker listens
 * @param redisPort where Redis listens
 * @param gatewayPort where the first gateway listens; its management port is 1000 above
 * @param secondGatewayPort where the second gateway listens; likewise
 * @param user the demo user's name
 * @param password the demo user's password
 */
@ConfigurationProperties("local-stack")
public record LocalStackProperties(@DefaultValue("9092") int kafkaPort, @DefaultValue("6379") int redisPort,
		@DefaultValue("8080") int gatewayPort, @DefaultValue("8081") int secondGatewayPort,
		@DefaultValue("demo") String user, @DefaultValue("demo") String password) {

	static int managementPort(int gatewayPort) {
		return gatewayPort + 1000;
	}

	void requireFreePorts() {
		requireFree("local-stack.kafka-port", this.kafkaPort, this.kafkaPort);
		requireFree("local-stack.redis-port", this.redisPort, this.redisPort);
		requireFree("local-stack.gateway-port", this.gatewayPort, this.gatewayPort);
		requireFree("local-stack.gateway-port", this.gatewayPort, managementPort(this.gatewayPort));
		requireFree("local-stack.second-gateway-port", this.secondGatewayPort, this.secondGatewayPort);
		requireFree("local-stack.second-gateway-port", this.secondGatewayPort, managementPort(this.secondGatewayPort));
	}

	private static void requireFree(String property, int value, int port) {
		InvalidSettingException.unless(isFree(port), property, value, "Port " + port
				+ " is taken by another program. Stop that program, or choose another port:%n%n    mvn spring-boot:run -Dspring-boot.run.arguments=--%s=%d"
					.formatted(property, value + 10_000));
	}

	private static boolean isFree(int port) {
		try (ServerSocket everywhere = new ServerSocket(port)) {
			return everywhere.isBound();
		}
		catch (IOException | IllegalArgumentException ex) {
			return false;
		}
	}

}
