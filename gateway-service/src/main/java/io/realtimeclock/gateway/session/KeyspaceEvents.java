package io.realtimeclock.gateway.session;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisServerCommands;

/**
 * The setting of Redis by which it tells what becomes of keys. It forgets that when it
 * starts anew, and may not let us set it.
 */
final class KeyspaceEvents {

	private static final Log logger = LogFactory.getLog(KeyspaceEvents.class);

	private static final String SETTING = "notify-keyspace-events";

	/** Events of keys, of commands for any type, and of expiry. */
	private static final String FLAGS = "Egx";

	private final RedisConnectionFactory redis;

	private boolean refused;

	KeyspaceEvents(RedisConnectionFactory redis) {
		this.redis = redis;
	}

	/**
	 * See that they are sent.
	 * @return whether they were not until now
	 * @throws DataAccessException if Redis does not answer
	 */
	boolean switchOn() {
		if (this.refused) {
			return false;
		}
		try (RedisConnection connection = this.redis.getConnection()) {
			RedisServerCommands server = connection.serverCommands();
			String flags = String.valueOf(server.getConfig(SETTING).getProperty(SETTING, ""));
			boolean sent = flags.contains("E") && (flags.contains("A") || (flags.contains("g") && flags.contains("x")));
			if (!sent) {
				server.setConfig(SETTING, flags + FLAGS);
			}
			return !sent;
		}
		catch (DataAccessException ex) {
			refused(ex);
			return false;
		}
	}

	private void refused(DataAccessException failure) {
		String reason = String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
		if (!reason.startsWith("NOPERM") && !reason.startsWith("ERR")) {
			throw failure;
		}
		this.refused = true;
		logger.warn("Redis does not let its settings be read (" + reason + "): set " + SETTING + " " + FLAGS
				+ " there, else log-outs are only noticed after gateway.session-sweep");
	}

}
