package io.realtimeclock.gateway.revocation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.realtimeclock.redis.RedisGate;
import io.realtimeclock.redis.RedisUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.Message;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Closes sockets as soon as another replica publishes that their login has ended. A
 * notification can be lost: {@link SessionRevalidation} finds every end without one.
 */
@Component
final class SessionEndListener implements MessageListener, DisposableBean {

	private static final Log logger = LogFactory.getLog(SessionEndListener.class);

	private static final Pattern MESSAGE = Pattern.compile("(\\S{1,50}) (\\d{1,15})");

	private final RedisGate gate;

	private final RedisConnectionFactory redis;

	private final LoginRegistry registry;

	private @Nullable RedisConnection subscription;

	private int drops;

	SessionEndListener(RedisGate gate, RedisConnectionFactory redis, LoginRegistry registry) {
		this.gate = gate;
		this.redis = redis;
		this.registry = registry;
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
		RedisConnection connection = this.redis.getConnection();
		try {
			connection.subscribe(this, EndedLogins.CHANNEL.getBytes(StandardCharsets.US_ASCII));
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
