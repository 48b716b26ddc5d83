package io.realtimeclock.gateway.admission;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.lettuce.core.RedisCommandTimeoutException;
import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.health.Supervisor;
import io.realtimeclock.redis.RedisGate;
import io.realtimeclock.redis.RedisUse;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Does what the scripts in {@code permits/} do for one replica, one after the other as
 * Redis does: the threads of a real connection to Redis could not be ordered.
 */
final class PermitsInMemory extends StringRedisTemplate {

	private static final LettuceConnectionFactory CONNECTIONS = connections();

	private final Map<String, String> hash = new TreeMap<>();

	private boolean timesOut;

	/** No connection is ever made. */
	private static LettuceConnectionFactory connections() {
		LettuceConnectionFactory connections = new LettuceConnectionFactory();
		connections.afterPropertiesSet();
		return connections;
	}

	ConnectionRegistry registry(int limit, Duration lease) {
		RedisGate gate = new RedisGate(CONNECTIONS, new RedisUse("gateway:probe:test", null),
				new DependencyHealth("Redis"), new Supervisor());
		return new ConnectionRegistry(this, gate, new Admission.Properties(limit, limit, lease),
				new GatewayProperties("first", 100, 100, Duration.ofDays(1), List.of()));
	}

	/** Register the next permit, but answer too late. */
	void timesOutAfterAcquiring() {
		this.timesOut = true;
	}

	synchronized void clear() {
		this.hash.clear();
		this.timesOut = false;
	}

	synchronized List<String> fields() {
		return this.hash.entrySet()
			.stream()
			.filter((field) -> !field.getKey().equals("complete"))
			.map((field) -> field.getKey().startsWith("socket:") ? field.getKey()
					: field.getKey() + "=" + field.getValue())
			.toList();
	}

	@Override
	@SuppressWarnings("unchecked")
	public synchronized <T> T execute(RedisScript<T> script, List<String> keys, @Nullable Object... arguments) {
		String[] values = Stream.of(arguments).map(String::valueOf).toArray(String[]::new);
		// Tells the scripts apart without reading their files
		boolean done = switch (values.length) {
			case 2 -> this.hash.containsKey("complete");
			case 7 -> acquire(values);
			default -> (keys.size() == 1) ? release(values) : rewrite(values);
		};
		return (T) (Boolean) done;
	}

	private boolean acquire(String[] values) {
		String user = "user:" + values[2];
		int acquired = Integer.parseInt(this.hash.getOrDefault(user, "0"));
		if (acquired >= Integer.parseInt(values[3])) {
			return false;
		}
		this.hash.put("socket:" + values[4], values[5]);
		this.hash.put(user, Integer.toString(acquired + 1));
		if (this.timesOut) {
			this.timesOut = false;
			throw new QueryTimeoutException("No answer in time", new RedisCommandTimeoutException());
		}
		return true;
	}

	private boolean release(String[] values) {
		for (int i = 0; i < values.length; i += 3) {
			if (this.hash.remove("socket:" + values[i + 1]) != null) {
				this.hash.computeIfPresent("user:" + values[i], (user, count) -> {
					int left = Integer.parseInt(count) - 1;
					return (left > 0) ? Integer.toString(left) : null;
				});
			}
		}
		return true;
	}

	private boolean rewrite(String[] values) {
		this.hash.clear();
		for (int i = 2; i < values.length; i += 2) {
			this.hash.put(values[i], values[i + 1]);
		}
		return true;
	}

}
