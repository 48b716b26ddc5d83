package io.realtimeclock.gateway.login;

import java.time.Duration;
import java.util.function.BinaryOperator;

import io.realtimeclock.gateway.throttle.Throttle;

/**
 * How many log-ins may fail in a minute of what a key stands for.
 *
 * @param key makes the key of a user and an address
 */
record FailureLimit(Throttle throttle, BinaryOperator<String> key) {

	static FailureLimit of(long failures, BinaryOperator<String> key) {
		return new FailureLimit(new Throttle(failures, failures, Duration.ofMinutes(1)), key);
	}

	/** Count an attempt, and return how long to wait instead: zero if it may go on. */
	Duration take(String user, String address) {
		return this.throttle.take(this.key.apply(user, address));
	}

	/** Take back an attempt that has not failed. */
	void giveBack(String user, String address) {
		this.throttle.giveBack(this.key.apply(user, address));
	}

}
