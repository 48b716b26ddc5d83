package io.realtimeclock.redis;

import org.jspecify.annotations.Nullable;

/** A command has no result: Redis does not answer, or answered with an error. */
public abstract sealed class RedisFailedException extends RuntimeException
		permits RedisUnavailableException, RedisErrorException {

	private static final long serialVersionUID = 1L;

	RedisFailedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
