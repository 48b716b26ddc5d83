package io.realtimeclock.gateway.admission;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.redis.RedisGate;

import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * The places of all replicas as they are written down in Redis: a hash for each replica,
 * which expires when the replica no longer renews its lease. So the places of a crashed
 * replica are free again. Each method throws
 * {@link io.realtimeclock.redis.RedisUnavailableException} if Redis does not answer.
 */
@Component
final class Ledger {

	static final String REPLICAS = "gateway:replicas";

	static final String PLACES = "gateway:places:";

	private static final RedisScript<Boolean> TAKE = script("take");

	private static final RedisScript<Boolean> RENEW = script("renew");

	private static final RedisScript<Boolean> REWRITE = script("rewrite");

	private static final RedisScript<Boolean> GIVE_BACK = script("give-back");

	private final StringRedisTemplate redis;

	private final RedisGate gate;

	// One that starts anew under the same name has none of the old one's places
	private final String replica;

	private final String own;

	private final String leaseMillis;

	private final String limitByUser;

	Ledger(StringRedisTemplate redis, RedisGate gate, GatewayProperties properties) {
		this.redis = redis;
		this.gate = gate;
		this.replica = properties.replica() + ":" + UUID.randomUUID();
		this.own = PLACES + this.replica;
		this.leaseMillis = Long.toString(properties.placeLease().toMillis());
		this.limitByUser = Integer.toString(properties.maxConnectionsPerUserOverall());
	}

	private static RedisScript<Boolean> script(String name) {
		return RedisScript.of(new ClassPathResource("places/" + name + ".lua"), Boolean.class);
	}

	private boolean execute(RedisScript<Boolean> script, Object... arguments) {
		return Boolean.TRUE
			.equals(this.gate.call(() -> this.redis.execute(script, List.of(REPLICAS, this.own), arguments)));
	}

	/** Write a place down, unless its user has as many as may be on all replicas. */
	boolean take(Place place) {
		return execute(TAKE, this.replica, this.leaseMillis, place.user(), this.limitByUser,
				Long.toString(place.number()), SocketLine.write(place));
	}

	void giveBack(List<Place> places) {
		Object[] arguments = places.stream()
			.flatMap((place) -> Stream.of(place.user(), Long.toString(place.number())))
			.toArray();
		this.gate.run(() -> this.redis.execute(GIVE_BACK, List.of(this.own), arguments));
	}

	/** Renew the lease, and tell whether nothing that was written down has been lost. */
	boolean renew() {
		return execute(RENEW, this.replica, this.leaseMillis);
	}

	/** Replace all that is registered of this replica, in one step with its expiry. */
	void rewrite(Collection<Place> places) {
		Stream<String> fields = ReplicaHash.of(places)
			.fields()
			.entrySet()
			.stream()
			.flatMap((field) -> Stream.of(field.getKey(), field.getValue()));
		execute(REWRITE, Stream.concat(Stream.of(this.replica, this.leaseMillis), fields).toArray());
	}

	void delete() {
		this.gate.run(() -> {
			this.redis.delete(this.own);
			this.redis.opsForZSet().remove(REPLICAS, this.replica);
		});
	}

}
