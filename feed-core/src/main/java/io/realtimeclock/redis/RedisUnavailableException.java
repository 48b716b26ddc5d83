package io.realtimeclock.redis;

import org.jspecify.annotations.Nullable;

/** Redis does not answer, or is not asked because it did not answer before. */
public final class RedisUnavailableException extends RedisFailedException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what happened
	 * @param cause the client's own exception, {@code null} if Redis was not asked
	 */
	public RedisUnavailableException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
