package io.realtimeclock.redis;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.redis.RedisSystemException;

/**
 * Runs every command that is sent to Redis. An outage becomes a
 * {@link RedisUnavailableException}; an error that Redis answered with, of a script for
 * example, is none and passes through.
 */
public final class RedisGate {

	/**
	 * Run commands and return their result.
	 * @param <T> the type of the result
	 * @param commands the commands
	 * @return their result
	 * @throws RedisUnavailableException if Redis does not answer
	 */
	public <T extends @Nullable Object> T call(Supplier<T> commands) {
		try {
			return commands.get();
		}
		catch (DataAccessException ex) {
			if (ex instanceof RedisSystemException || ex instanceof InvalidDataAccessApiUsageException) {
				throw ex;
			}
			throw new RedisUnavailableException(
					String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex).getMessage()), ex);
		}
	}

	/**
	 * Run commands.
	 * @param commands the commands
	 * @throws RedisUnavailableException if Redis does not answer
	 */
	public void run(Runnable commands) {
		this.<@Nullable Void>call(() -> {
			commands.run();
			return null;
		});
	}

}
