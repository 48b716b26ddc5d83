package io.realtimeclock.gateway.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.redis.RedisGate;

import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * The logins that have ended, as keys in Redis: each holds the instant before which the
 * logins with that name have ended, and expires when none of them can be left. Each
 * method throws {@link io.realtimeclock.redis.RedisUnavailableException} if Redis does
 * not answer.
 */
@Component
final class EndedLogins {

	/** The channel on which ends are published. */
	static final String CHANNEL = "gateway:logins:ended";

	private static final String KEY = "gateway:ended:";

	private static final int BATCH = 1_000;

	private static final RedisScript<Long> END = RedisScript.of(new ClassPathResource("logins/end.lua"), Long.class);

	private final RedisGate gate;

	private final StringRedisTemplate redis;

	private final String longestLifeMillis;

	EndedLogins(RedisGate gate, StringRedisTemplate redis, GatewayProperties properties) {
		this.gate = gate;
		this.redis = redis;
		this.longestLifeMillis = Long.toString(properties.sessionLife().toMillis());
	}

	/** End all logins with a name that there are now, and return when that was. */
	Instant end(LoginName name) {
		Long now = this.gate.call(() -> this.redis.execute(END, List.of(KEY + name.text()), this.longestLifeMillis,
				CHANNEL, name.text()));
		return Instant.ofEpochMilli(now);
	}

	/** Report each of these names whose logins have ended, with the instant. */
	void find(Collection<LoginName> names, BiConsumer<LoginName, Instant> ended) {
		List<LoginName> all = List.copyOf(names);
		for (int from = 0; from < all.size(); from += BATCH) {
			List<LoginName> batch = all.subList(from, Math.min(from + BATCH, all.size()));
			List<String> keys = new ArrayList<>(batch.size());
			batch.forEach((name) -> keys.add(KEY + name.text()));
			List<String> instants = this.gate.call(() -> this.redis.opsForValue().multiGet(keys));
			for (int i = 0; i < batch.size(); i++) {
				String millis = instants.get(i);
				// Whoever writes something else there ends nothing
				if (millis != null && millis.matches("\\d{1,15}")) {
					ended.accept(batch.get(i), Instant.ofEpochMilli(Long.parseLong(millis)));
				}
			}
		}
	}

}
