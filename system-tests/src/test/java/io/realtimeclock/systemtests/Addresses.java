package io.realtimeclock.systemtests;

import java.util.Map;

/**
 * Where the services find the broker and Redis.
 *
 * @param kafka the broker as host:port
 * @param redisHost Redis's host
 * @param redisPort Redis's port
 */
public record Addresses(String kafka, String redisHost, int redisPort) {

	public static Addresses local(int kafkaPort, int redisPort) {
		return new Addresses("localhost:" + kafkaPort, "localhost", redisPort);
	}

	public Map<String, String> environment() {
		return Map.of("SPRING_KAFKA_BOOTSTRAP_SERVERS", this.kafka, "SPRING_DATA_REDIS_HOST", this.redisHost,
				"SPRING_DATA_REDIS_PORT", Integer.toString(this.redisPort));
	}

}
