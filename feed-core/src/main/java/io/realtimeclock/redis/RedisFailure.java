package io.realtimeclock.redis;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;

/**
 * The meaning of a command's exception.
 *
 * @param kind the kind of failure
 * @param reason the server's or the client's own words
 */
record RedisFailure(Kind kind, String reason) {

	private static final Map<Kind, Pattern> ANSWERS = new EnumMap<>(Map.of(Kind.DEMOTED, answers("READONLY"),
			Kind.NO_ANSWER, answers("LOADING|MASTERDOWN|BUSY"), Kind.NO_WRITES, answers("OOM|MISCONF|NOREPLICAS"),
			Kind.CLUSTER, answers("CROSSSLOT|MOVED|ASK|CLUSTERDOWN")));

	/** A refused connection also answers with these. */
	private static final Pattern NO_LOGIN = answers("NOAUTH|WRONGPASS");

	/** An error code, at the beginning or within the error of a script. */
	private static Pattern answers(String codes) {
		return Pattern.compile("(^|-)(" + codes + ") ");
	}

	static RedisFailure of(RuntimeException failure) {
		String reason = words(NestedExceptionUtils.getMostSpecificCause(failure));
		String answer = answer(failure);
		if (answer != null) {
			return new RedisFailure(kindOf(answer), answer);
		}
		if (has(failure, RedisCommandInterruptedException.class)) {
			return new RedisFailure(Kind.INTERRUPTED, reason);
		}
		boolean late = has(failure, RedisCommandTimeoutException.class) || has(failure, TimeoutException.class);
		return new RedisFailure(late ? Kind.TIME_OUT : Kind.NO_ANSWER, reason);
	}

	private static Kind kindOf(String answer) {
		return ANSWERS.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().matcher(answer).find())
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(NO_LOGIN.matcher(answer).find() ? Kind.NO_ANSWER : Kind.ERROR);
	}

	/** Return the error that Redis answered with, {@code null} if it did not answer. */
	private static @Nullable String answer(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof RedisCommandExecutionException) {
				return words(cause);
			}
		}
		return null;
	}

	private static boolean has(Throwable failure, Class<? extends Throwable> type) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return true;
			}
		}
		return false;
	}

	private static String words(Throwable failure) {
		return (failure.getMessage() != null) ? failure.getMessage() : failure.toString();
	}

	/** The kinds of failures. */
	enum Kind {

		/** A command was not answered in time. */
		TIME_OUT,

		/** There is no connection, or the server can't serve anybody yet. */
		NO_ANSWER,

		/** The server has become a replica, which accepts no writes. */
		DEMOTED,

		/** The server is a node of a cluster, where scripts with several keys fail. */
		CLUSTER,

		/** The server answers but accepts no writes for now. */
		NO_WRITES,

		/** The thread that waited was interrupted. */
		INTERRUPTED,

		/** The command itself is wrong, or not permitted. */
		ERROR

	}

}
