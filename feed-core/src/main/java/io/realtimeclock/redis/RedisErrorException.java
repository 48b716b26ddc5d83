package io.realtimeclock.redis;

/**
 * Redis works and answered with an error, for example of a script or for lack of a right.
 * The same command would fail again.
 */
public final class RedisErrorException extends RedisFailedException {

	private static final long serialVersionUID = 1L;

	RedisErrorException(String message, Throwable cause) {
		super(message, cause);
	}

}
