package io.realtimeclock.gateway.admission;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.realtimeclock.redis.RedisGate;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/** The open sockets of all replicas, read from the registry. */
@Component
public final class OpenSockets {

	private static final ScanOptions SOCKETS = ScanOptions.scanOptions().match("socket:*").count(1_000).build();

	@SuppressWarnings("unchecked") // A list of integers
	private static final RedisScript<List<Long>> COUNT = RedisScript.of(new ClassPathResource("permits/count.lua"),
			(Class<List<Long>>) (Class<?>) List.class);

	private final RedisGate gate;

	private final StringRedisTemplate redis;

	OpenSockets(RedisGate gate, StringRedisTemplate redis) {
		this.gate = gate;
		this.redis = redis;
	}

	/**
	 * Return the sockets, in no order. They are read in parts: only those of the user are
	 * kept.
	 * @param user whose sockets, {@code null} for all
	 * @throws io.realtimeclock.redis.RedisUnavailableException if Redis does not answer
	 */
	public List<OpenSocket> list(@Nullable String user) {
		return this.gate.call(() -> {
			Set<String> replicas = this.redis.opsForZSet().range(ConnectionRegistry.REPLICAS, 0, -1);
			return replicas.stream()
				.filter((replica) -> hasSockets(replica, user))
				.flatMap(this::sockets)
				.filter((socket) -> user == null || socket.user().equals(user))
				.toList();
		});
	}

	private boolean hasSockets(String replica, @Nullable String user) {
		return user == null || this.redis.opsForHash().hasKey(ConnectionRegistry.CONNECTIONS + replica, "user:" + user);
	}

	private Stream<OpenSocket> sockets(String replica) {
		String name = replica.substring(0, Math.max(0, replica.lastIndexOf(':')));
		return this.redis.<String, String>opsForHash()
			.scan(ConnectionRegistry.CONNECTIONS + replica, SOCKETS)
			.stream()
			.map((field) -> ConnectionRegistry.read(field.getValue(), name))
			.filter(Objects::nonNull);
	}

	/**
	 * Count the sockets of sessions on all replicas.
	 * @param sessions the public names of the sessions
	 * @throws io.realtimeclock.redis.RedisUnavailableException if Redis does not answer
	 */
	public List<Long> count(List<String> sessions) {
		return this.gate
			.call(() -> this.redis.execute(COUNT, List.of(ConnectionRegistry.REPLICAS), sessions.toArray()));
	}

	/** A client's socket as an operator sees it. */
	public record OpenSocket(String user, Instant since, String address, String replica) {

	}

}
