package io.realtimeclock.gateway.revocation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.revocation.Login.LoginName;
import io.realtimeclock.gateway.revocation.LoginRegistry.OpenSession;
import io.realtimeclock.redis.RedisGate;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * The sessions in Redis, checked many at a time. Each method throws
 * {@link io.realtimeclock.redis.RedisUnavailableException} if Redis does not answer.
 */
@Component
final class SessionStore {

	private static final String HISTORY = "gateway:history";

	@SuppressWarnings("rawtypes")
	private static final RedisScript<List> READ_HISTORY = RedisScript.of(new ClassPathResource("logins/history.lua"),
			List.class);

	private static final String OF_USER = "gateway:sessions:";

	private static final RedisScript<Long> BEGIN = RedisScript.of(new ClassPathResource("logins/begin.lua"),
			Long.class);

	private static final byte[] USE = RedisScript.of(new ClassPathResource("logins/use.lua"))
		.getScriptAsString()
		.getBytes(StandardCharsets.UTF_8);

	private final RedisGate gate;

	private final StringRedisTemplate redis;

	private final String prefix;

	private final byte[] keyPrefix;

	private final String longestLifeMillis;

	SessionStore(RedisGate gate, StringRedisTemplate redis, GatewayProperties properties,
			@Value("${spring.session.data.redis.namespace}") String namespace) {
		this.gate = gate;
		this.redis = redis;
		this.prefix = namespace + ":sessions:";
		this.keyPrefix = this.prefix.getBytes(StandardCharsets.UTF_8);
		this.longestLifeMillis = Long.toString(properties.sessionLife().toMillis());
	}

	/**
	 * Register a new session of a user, and delete that user's oldest sessions beyond a
	 * limit. The next check closes their sockets.
	 * @return how many were deleted
	 */
	long begin(LoginName user, String id, int most) {
		return this.gate.call(() -> this.redis.execute(BEGIN, List.of(OF_USER + user.text()), id, this.prefix,
				Integer.toString(most), this.longestLifeMillis));
	}

	/** Return the sessions of a user by the time of their login; some may have ended. */
	List<String> of(LoginName user) {
		return this.gate.call(() -> List.copyOf(this.redis.opsForZSet().range(OF_USER + user.text(), 0, -1)));
	}

	/** Read the history. */
	History history() {
		List<?> fields = this.gate
			.call(() -> this.redis.execute(READ_HISTORY, List.of(HISTORY), UUID.randomUUID().toString()));
		return new History((String) fields.get(0), Long.parseLong((String) fields.get(1)),
				Instant.ofEpochMilli(Long.parseLong((String) fields.get(2))));
	}

	/** Return for each session whether it exists. */
	List<Boolean> exist(List<OpenSession> sessions) {
		byte[][] keys = new byte[sessions.size()][];
		Arrays.setAll(keys, (i) -> key(sessions.get(i)));
		Long count = this.gate
			.call(() -> this.redis.execute((RedisConnection connection) -> connection.keyCommands().exists(keys)));
		if (count != null && count == keys.length) {
			return Collections.nCopies(keys.length, true);
		}
		return pipelined((connection) -> sessions.forEach((session) -> connection.keyCommands().exists(key(session))))
			.stream()
			.map(Boolean.class::cast)
			.toList();
	}

	/**
	 * Renew each session of which half of the idle time is over, or will be before the
	 * next check, and return in how many milliseconds it is due again; -1 if there is no
	 * such session.
	 */
	List<Long> use(List<OpenSession> sessions) {
		byte[] untilNextCheck = Long.toString(SessionRevalidation.PERIOD_MILLIS).getBytes(StandardCharsets.US_ASCII);
		return pipelined((connection) -> sessions.forEach((session) -> connection.scriptingCommands()
			.eval(USE, ReturnType.INTEGER, 1, key(session), untilNextCheck))).stream().map(Long.class::cast).toList();
	}

	// Without a string in between, since each key is needed once per second
	private byte[] key(OpenSession session) {
		String id = session.id();
		byte[] key = Arrays.copyOf(this.keyPrefix, this.keyPrefix.length + id.length());
		for (int i = 0; i < id.length(); i++) {
			key[this.keyPrefix.length + i] = (byte) id.charAt(i);
		}
		return key;
	}

	private List<Object> pipelined(Consumer<RedisConnection> questions) {
		RedisCallback<@Nullable Object> callback = (connection) -> {
			questions.accept(connection);
			return null;
		};
		return this.gate.call(() -> this.redis.executePipelined(callback));
	}

	/**
	 * Shows whether Redis has lost data. The gateways keep a random id and a growing
	 * count in Redis: after a restart without data the id differs, after a restart with
	 * older data the count is lower.
	 *
	 * @param id the id
	 * @param count the count, which each gateway raises at each check
	 * @param time the time on the clock of Redis
	 */
	record History(String id, long count, Instant time) {

		private static final Duration SHORT = Duration.ofSeconds(30);

		/** Return whether no data was lost since an earlier reading. */
		boolean continues(History earlier) {
			return this.id.equals(earlier.id) && this.count > earlier.count;
		}

		/**
		 * Return whether no data was lost since an earlier reading of a few seconds ago.
		 */
		boolean isShortlyAfter(History earlier) {
			Duration since = Duration.between(earlier.time, this.time);
			return continues(earlier) && !since.isNegative() && since.compareTo(SHORT) <= 0;
		}

	}

}
