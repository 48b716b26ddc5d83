package io.realtimeclock.systemtests;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;

/**
 * The value in Redis.
 */
final class RedisValue {

	private RedisValue() {
	}

	static String read(Addresses addresses, String key) {
		RedisURI uri = RedisURI.create(addresses.redisHost(), addresses.redisPort());
		try (RedisClient client = RedisClient.create(uri);
				StatefulRedisConnection<String, String> connection = client.connect()) {
			return String.valueOf(connection.sync().get(key));
		}
	}

}
