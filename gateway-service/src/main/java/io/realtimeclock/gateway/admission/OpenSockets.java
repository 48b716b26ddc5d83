package io.realtimeclock.gateway.admission;

import java.util.List;
import java.util.Set;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** The sockets of all replicas, as the ledger tells of them. */
@Component
public final class OpenSockets {

	private final StringRedisTemplate redis;

	OpenSockets(StringRedisTemplate redis) {
		this.redis = redis;
	}

	/**
	 * Return all of them, in no order.
	 * @throws org.springframework.dao.DataAccessException if Redis does not answer
	 */
	public List<OpenSocket> all() {
		Set<String> replicas = this.redis.opsForZSet().range(Ledger.REPLICAS, 0, -1);
		return (replicas != null) ? replicas.stream().flatMap((replica) -> of(replica).stream()).toList() : List.of();
	}

	private List<OpenSocket> of(String replica) {
		ReplicaHash hash = new ReplicaHash(this.redis.<String, String>opsForHash().entries(Ledger.PLACES + replica));
		return hash.sockets(replica.substring(0, replica.lastIndexOf(':')));
	}

}
