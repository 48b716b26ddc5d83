package io.realtimeclock.localstack;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The ports and the demo login of the local stack.
 *
 * @param kafkaPort the Kafka broker's port
 * @param redisPort the Redis server's port
 * @param gatewayPort the first gateway's port; its management port is 1000 above
 * @param secondGatewayPort the second gateway's port; its management port is 1000 above
 * @param pricesPort the port of the example's page, with the profile {@code prices}
 * @param user the demo user's name
 * @param password the demo user's password
 */
@ConfigurationProperties("local-stack")
record LocalStackProperties(@DefaultValue("9092") int kafkaPort, @DefaultValue("6379") int redisPort,
		@DefaultValue("8080") int gatewayPort, @DefaultValue("8081") int secondGatewayPort,
		@DefaultValue("8085") int pricesPort, @DefaultValue("demo") String user,
		@DefaultValue("demo") String password) {

	/** The profile with the feed of prices, its producer and its page. */
	static final String PRICES = "prices";

	static int managementPort(int gatewayPort) {
		return gatewayPort + 1000;
	}

	String pricesPage() {
		return "http://localhost:" + this.pricesPort;
	}

}
