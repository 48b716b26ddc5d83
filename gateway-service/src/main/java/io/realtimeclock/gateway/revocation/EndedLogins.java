package io.realtimeclock.gateway.revocation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.revocation.Login.LoginName;
import io.realtimeclock.redis.RedisGate;
import io.realtimeclock.redis.RedisUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.connection.Message;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The logins that have ended, as keys in Redis: each holds an instant, and the logins
 * with that name that began at that instant or before have ended. It expires when all of
 * them have expired. A list of the ends of the last minute makes it cheap to find new
 * ones. A session has no such key: one that has ended is missing.
 * <p>
 * Each end is also published, so that sockets on other replicas are closed at once. A
 * notification can be lost: {@link SessionRevalidation} finds every end without one.
 */
@Component
final class EndedLogins implements MessageListener, DisposableBean {

	private static final Log logger = LogFactory.getLog(EndedLogins.class);

	/** The channel on which ends are published. */
	private static final String CHANNEL = "gateway:logins:ended";

	private static final String RECENT = "gateway:ended:recent";

	private static final Pattern MESSAGE = Pattern.compile("(\\S{1,50}) (\\d{1,15})");

	private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");

	private static final int BATCH = 1_000;

	private static final RedisScript<Long> END = RedisScript.of(new ClassPathResource("logins/end.lua"), Long.class);

	private final RedisGate gate;

	private final StringRedisTemplate redis;

	private final LoginRegistry registry;

	private final String longestLifeMillis;

	private @Nullable RedisConnection subscription;

	private int drops;

	EndedLogins(RedisGate gate, StringRedisTemplate redis, LoginRegistry registry, GatewayProperties properties) {
		this.gate = gate;
		this.redis = redis;
		this.registry = registry;
		this.longestLifeMillis = Long.toString(properties.sessionLife().toMillis());
	}

	/**
	 * End all logins with a name that there are now, and return when that was.
	 * @throws RedisUnavailableException if Redis does not answer
	 */
	Instant end(LoginName name) {
		Long now = this.gate.call(() -> this.redis.execute(END, List.of(name.key(), RECENT), this.longestLifeMillis,
				CHANNEL, name.text()));
		return Instant.ofEpochMilli(now);
	}

	/**
	 * Publish the end of a login without storing it, which a full Redis would refuse.
	 * @throws RedisUnavailableException if Redis does not answer
	 */
	void announce(LoginName name, Instant until) {
		this.gate.run(() -> this.redis.convertAndSend(CHANNEL, name.text() + " " + until.toEpochMilli()));
	}

	/**
	 * Report each name under which logins were ended since an instant of the last minute.
	 * @return whether these are all; if there are very many they are not
	 * @throws RedisUnavailableException if Redis does not answer
	 */
	boolean findSince(Instant since, BiConsumer<LoginName, Instant> ended) {
		Set<TypedTuple<String>> recent = this.gate.call(() -> this.redis.opsForZSet()
			.rangeByScoreWithScores(RECENT, (double) since.toEpochMilli(), Double.POSITIVE_INFINITY, 0, BATCH));
		for (TypedTuple<String> end : recent) {
			ended.accept(new LoginName(String.valueOf(end.getValue())),
					Instant.ofEpochMilli(Objects.requireNonNull(end.getScore()).longValue()));
		}
		return recent.size() < BATCH;
	}

	/**
	 * Report each of these names whose logins have ended, with the instant.
	 * @throws RedisUnavailableException if Redis does not answer
	 */
	void find(Collection<LoginName> names, BiConsumer<LoginName, Instant> ended) {
		List<LoginName> all = names.stream().filter((name) -> !name.isOfSession()).toList();
		for (int from = 0; from < all.size(); from += BATCH) {
			List<LoginName> batch = all.subList(from, Math.min(from + BATCH, all.size()));
			byte[][] keys = new byte[batch.size()][];
			Arrays.setAll(keys, (i) -> batch.get(i).key().getBytes(StandardCharsets.UTF_8));
			// The answer of most batches is a single number
			Long count = this.gate
				.call(() -> this.redis.execute((RedisConnection connection) -> connection.keyCommands().exists(keys)));
			if (count > 0) {
				report(batch, this.gate.call(() -> this.redis
					.execute((RedisConnection connection) -> connection.stringCommands().mGet(keys))), ended);
			}
		}
	}

	private static void report(List<LoginName> names, List<byte[]> instants, BiConsumer<LoginName, Instant> ended) {
		for (int i = 0; i < names.size(); i++) {
			byte @Nullable [] instant = instants.get(i);
			String millis = (instant != null) ? new String(instant, StandardCharsets.US_ASCII) : "";
			// Anything else that was written there ends no login
			if (MILLIS.matcher(millis).matches()) {
				ended.accept(names.get(i), Instant.ofEpochMilli(Long.parseLong(millis)));
			}
		}
	}

	/**
	 * Subscribe once Redis answers. The client subscribes again when it reconnects; if
	 * the gate has dropped its connection to a server that still accepts this one, a new
	 * subscription replaces it.
	 */
	@Scheduled(fixedDelay = 1000)
	synchronized void subscribe() {
		int drops = this.gate.drops();
		if (this.subscription != null && drops == this.drops) {
			return;
		}
		try {
			RedisConnection subscription = this.gate.call(this::newSubscription);
			destroy();
			this.subscription = subscription;
			this.drops = drops;
		}
		catch (RedisUnavailableException ex) {
			logger.debug("Not subscribed to ended logins yet", ex);
		}
	}

	private RedisConnection newSubscription() {
		RedisConnection connection = this.redis.getRequiredConnectionFactory().getConnection();
		try {
			connection.subscribe(this, CHANNEL.getBytes(StandardCharsets.US_ASCII));
			return connection;
		}
		catch (RuntimeException ex) {
			connection.close();
			throw ex;
		}
	}

	@Override
	public void onMessage(Message message, byte @Nullable [] pattern) {
		Matcher fields = MESSAGE.matcher(new String(message.getBody(), StandardCharsets.UTF_8));
		if (fields.matches()) {
			this.registry.end(new LoginName(fields.group(1)), Instant.ofEpochMilli(Long.parseLong(fields.group(2))));
		}
	}

	@Override
	public synchronized void destroy() {
		if (this.subscription != null) {
			this.subscription.close();
		}
	}

}
