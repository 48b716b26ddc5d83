package io.realtimeclock.gateway.admission;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.admission.Admission.Permit;
import io.realtimeclock.redis.RedisGate;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * The connections of all replicas in Redis: one hash per replica, with a field for each
 * connection, one for each user and each login session with the number of permits, and
 * one that shows that nothing was lost. A hash expires when its replica no longer renews
 * its lease, so a crashed replica releases its permits. Each method throws
 * {@link io.realtimeclock.redis.RedisUnavailableException} if Redis does not answer.
 */
@Component
public final class ConnectionRegistry {

	static final String REPLICAS = "gateway:replicas";

	static final String CONNECTIONS = "gateway:connections:";

	private static final String SOCKET = "socket:";

	private static final String USER = "user:";

	private static final RedisScript<Boolean> ACQUIRE = script("acquire");

	private static final RedisScript<Boolean> RENEW = script("renew");

	private static final RedisScript<Boolean> REWRITE = script("rewrite");

	private static final RedisScript<Boolean> RELEASE = script("release");

	private static final ScanOptions SOCKETS = ScanOptions.scanOptions().match(SOCKET + "*").count(1_000).build();

	@SuppressWarnings("unchecked") // A list of integers
	private static final RedisScript<List<Long>> COUNT = RedisScript.of(new ClassPathResource("permits/count.lua"),
			(Class<List<Long>>) (Class<?>) List.class);

	private final StringRedisTemplate redis;

	private final RedisGate gate;

	// A new process of the same name has none of the old one's permits
	private final String replica;

	private final String own;

	private final String leaseMillis;

	private final String limitByUser;

	ConnectionRegistry(StringRedisTemplate redis, RedisGate gate, Admission.Properties limits,
			GatewayProperties gateway) {
		this.redis = redis;
		this.gate = gate;
		this.replica = gateway.replica() + ":" + UUID.randomUUID();
		this.own = CONNECTIONS + this.replica;
		this.leaseMillis = Long.toString(limits.permitLease().toMillis());
		this.limitByUser = Integer.toString(limits.maxConnectionsPerUserOverall());
	}

	private static RedisScript<Boolean> script(String name) {
		return RedisScript.of(new ClassPathResource("permits/" + name + ".lua"), Boolean.class);
	}

	private boolean execute(RedisScript<Boolean> script, Object... arguments) {
		return Boolean.TRUE
			.equals(this.gate.call(() -> this.redis.execute(script, List.of(REPLICAS, this.own), arguments)));
	}

	/** Register a permit, unless its user has reached the limit of all replicas. */
	boolean acquire(Permit permit) {
		return execute(ACQUIRE, this.replica, this.leaseMillis, permit.user(), this.limitByUser,
				Long.toString(permit.number()), write(permit), session(permit));
	}

	void release(List<Permit> permits) {
		Object[] arguments = permits.stream()
			.flatMap((permit) -> Stream.of(permit.user(), Long.toString(permit.number()), session(permit)))
			.toArray();
		this.gate.run(() -> this.redis.execute(RELEASE, List.of(this.own), arguments));
	}

	/** Renew the lease, and return whether nothing that was registered has been lost. */
	boolean renew() {
		return execute(RENEW, this.replica, this.leaseMillis);
	}

	/** Replace all that is registered of this replica, in one step with its expiry. */
	void rewrite(Collection<Permit> permits) {
		List<String> arguments = new ArrayList<>(List.of(this.replica, this.leaseMillis, "complete", "1"));
		Map<String, Integer> counts = new HashMap<>();
		for (Permit permit : permits) {
			arguments.addAll(List.of(SOCKET + permit.number(), write(permit)));
			counts.merge(USER + permit.user(), 1, Integer::sum);
			if (permit.session() != null) {
				counts.merge(permit.session(), 1, Integer::sum);
			}
		}
		counts.forEach((field, count) -> arguments.addAll(List.of(field, Integer.toString(count))));
		execute(REWRITE, arguments.toArray());
	}

	/** Return a number that grows with each outage of Redis. */
	int outages() {
		return this.gate.outages();
	}

	void delete() {
		this.gate.run(() -> {
			this.redis.delete(this.own);
			this.redis.opsForZSet().remove(REPLICAS, this.replica);
		});
	}

	/**
	 * Return the sockets, in no order. They are read in parts: only those of the user are
	 * kept.
	 * @param user whose sockets, {@code null} for all
	 */
	public List<OpenSocket> list(@Nullable String user) {
		return this.gate.call(() -> {
			Set<String> replicas = this.redis.opsForZSet().range(REPLICAS, 0, -1);
			return replicas.stream()
				.filter((replica) -> hasSockets(replica, user))
				.flatMap(this::sockets)
				.filter((socket) -> user == null || socket.user().equals(user))
				.toList();
		});
	}

	private boolean hasSockets(String replica, @Nullable String user) {
		return user == null || this.redis.opsForHash().hasKey(CONNECTIONS + replica, USER + user);
	}

	private Stream<OpenSocket> sockets(String replica) {
		String name = replica.substring(0, Math.max(0, replica.lastIndexOf(':')));
		return this.redis.<String, String>opsForHash()
			.scan(CONNECTIONS + replica, SOCKETS)
			.stream()
			.map((field) -> read(field.getValue(), name))
			.filter(Objects::nonNull);
	}

	/**
	 * Count the sockets of sessions on all replicas.
	 * @param sessions the public names of the sessions
	 */
	public List<Long> count(List<String> sessions) {
		return this.gate.call(() -> this.redis.execute(COUNT, List.of(REPLICAS), sessions.toArray()));
	}

	/** Return the field that counts a session's sockets, empty without a session. */
	private static String session(Permit permit) {
		return (permit.session() != null) ? permit.session() : "";
	}

	/** Write a connection on one line. The user comes last, as a name may hold spaces. */
	private static String write(Permit permit) {
		return permit.since() + " " + permit.address() + " " + permit.user();
	}

	/**
	 * Read a connection as it was written, {@code null} if it was written in another way.
	 */
	private static @Nullable OpenSocket read(String line, String replica) {
		String[] parts = line.split(" ", 3);
		try {
			return (parts.length == 3) ? new OpenSocket(parts[2], Instant.parse(parts[0]), parts[1], replica) : null;
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

	/** A client's socket as an operator sees it. */
	public record OpenSocket(String user, Instant since, String address, String replica) {

	}

}
