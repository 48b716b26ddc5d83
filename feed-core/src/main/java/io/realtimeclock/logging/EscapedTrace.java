package io.realtimeclock.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;

/** A stack trace whose exceptions have no control characters in their messages. */
public final class EscapedTrace extends ExtendedWhitespaceThrowableProxyConverter {

	@Override
	protected String throwableProxyToString(IThrowableProxy throwable) {
		return escape(super.throwableProxyToString(throwable), throwable);
	}

	private static String escape(String trace, @Nullable IThrowableProxy throwable) {
		if (throwable == null || throwable.isCyclic()) {
			return trace;
		}
		String message = throwable.getMessage();
		String escaped = (message != null) ? trace.replace(message, ControlCharacters.escape(message)) : trace;
		for (IThrowableProxy suppressed : throwable.getSuppressed()) {
			escaped = escape(escaped, suppressed);
		}
		return escape(escaped, throwable.getCause());
	}

}
