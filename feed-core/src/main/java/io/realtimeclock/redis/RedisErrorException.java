package io.realtimeclock.redis;

/**
 * Redis works and answered with an error, for example of a script or of the rights of its
 * user. It would answer the same again.
 */
public final class RedisErrorException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	RedisErrorException(String message, Throwable cause) {
		super(message, cause);
	}

}
