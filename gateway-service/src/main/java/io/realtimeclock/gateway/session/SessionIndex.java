package io.realtimeclock.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import io.realtimeclock.gateway.GatewayProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * Finds the sessions of a user, or of a login at an OpenID provider, in Redis. It may
 * name sessions that have ended, but none that is older than any session gets.
 */
@Component
final class SessionIndex {

	private final StringRedisTemplate redis;

	private final Duration longestLife;

	SessionIndex(StringRedisTemplate redis, GatewayProperties properties) {
		this.redis = redis;
		this.longestLife = properties.sessionLife();
	}

	void add(String owner, String id) {
		Instant now = Instant.now();
		this.redis.opsForZSet().add(key(owner), id, (double) now.toEpochMilli());
		this.redis.opsForZSet().removeRangeByScore(key(owner), 0, (double) now.minus(this.longestLife).toEpochMilli());
		this.redis.expire(key(owner), this.longestLife);
	}

	/** Return the sessions and forget them. */
	Set<String> take(String owner) {
		@Nullable Set<String> ids = this.redis.opsForZSet().range(key(owner), 0, -1);
		this.redis.delete(key(owner));
		return (ids != null) ? ids : Set.of();
	}

	private static String key(String owner) {
		return "gateway:sessions:" + owner;
	}

}
