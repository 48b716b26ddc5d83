package io.realtimeclock.gateway.admission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.realtimeclock.gateway.GatewayProperties;

import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * The places of all replicas as they are written down in Redis: a hash for each replica,
 * which is gone once the replica has not renewed its lease, so that none that dies leaks
 * a place. Each method throws {@link org.springframework.dao.DataAccessException} if
 * Redis does not answer.
 */
@Component
final class Ledger {

	private static final String REPLICAS = "gateway:replicas";

	private static final String PLACES = "gateway:places:";

	private static final String SOCKET = "socket:";

	private static final RedisScript<Boolean> TAKE = script("take", Boolean.class);

	private static final RedisScript<Boolean> RENEW = script("renew", Boolean.class);

	private static final RedisScript<Boolean> GIVE_BACK = script("give-back", Boolean.class);

	private final StringRedisTemplate redis;

	// One that starts anew under the same name has none of the old one's places
	private final String replica;

	private final List<String> keys;

	private final Duration lease;

	private final int limitByUser;

	Ledger(StringRedisTemplate redis, GatewayProperties properties) {
		this.redis = redis;
		this.replica = properties.replica() + ":" + UUID.randomUUID();
		this.keys = List.of(REPLICAS, PLACES + this.replica);
		this.lease = properties.placeLease();
		this.limitByUser = properties.maxConnectionsPerUserOverall();
	}

	private static RedisScript<Boolean> script(String name, Class<Boolean> answer) {
		return RedisScript.of(new ClassPathResource("places/" + name + ".lua"), answer);
	}

	/**
	 * Write a place down.
	 * @return {@code false} if its user has as many as may be, on all replicas together
	 */
	boolean take(Place place) {
		return Boolean.TRUE.equals(this.redis.execute(TAKE, this.keys, this.replica, leaseMillis(), place.user(),
				Integer.toString(this.limitByUser), Long.toString(place.number()), SocketLine.write(place)));
	}

	void giveBack(List<Place> places) {
		Object[] arguments = places.stream()
			.flatMap((place) -> Stream.of(place.user(), Long.toString(place.number())))
			.toArray();
		this.redis.execute(GIVE_BACK, List.of(own()), arguments);
	}

	/**
	 * Renew the lease.
	 * @return {@code false} if what was written down has been lost
	 */
	boolean renew() {
		return Boolean.TRUE.equals(this.redis.execute(RENEW, this.keys, this.replica, leaseMillis()));
	}

	/**
	 * Write everything down anew.
	 */
	void rewrite(Collection<Place> places) {
		Map<String, String> fields = new HashMap<>(Map.of("complete", "1"));
		Map<String, Integer> byUser = new HashMap<>();
		for (Place place : places) {
			fields.put(SOCKET + place.number(), SocketLine.write(place));
			byUser.merge(place.user(), 1, Integer::sum);
		}
		byUser.forEach((user, count) -> fields.put("user:" + user, Integer.toString(count)));
		this.redis.delete(own());
		this.redis.opsForHash().putAll(own(), fields);
		renew();
	}

	void delete() {
		this.redis.delete(own());
		this.redis.opsForZSet().remove(REPLICAS, this.replica);
	}

	/**
	 * Return all sockets of all replicas.
	 */
	List<OpenSocket> sockets() {
		List<OpenSocket> sockets = new ArrayList<>();
		Collection<String> replicas = this.redis.opsForZSet().range(REPLICAS, 0, -1);
		for (String each : (replicas != null) ? replicas : List.<String>of()) {
			this.redis.<String, String>opsForHash().entries(PLACES + each).forEach((field, line) -> {
				if (field.startsWith(SOCKET)) {
					sockets.add(SocketLine.read(line, each.substring(0, each.lastIndexOf(':'))));
				}
			});
		}
		return sockets;
	}

	private String own() {
		return this.keys.get(1);
	}

	private String leaseMillis() {
		return Long.toString(this.lease.toMillis());
	}

}
