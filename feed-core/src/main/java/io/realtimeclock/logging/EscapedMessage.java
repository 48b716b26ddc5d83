package io.realtimeclock.logging;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * A log line's message without control characters. Records, headers, user names and
 * addresses are untrusted and could otherwise forge lines.
 */
public final class EscapedMessage extends MessageConverter {

	/**
	 * Spring Boot's report of a failed start has several lines, which contain only
	 * settings.
	 */
	private static final String FAILURE_REPORTER = "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter";

	@Override
	public String convert(ILoggingEvent event) {
		String message = super.convert(event);
		return FAILURE_REPORTER.equals(event.getLoggerName()) ? message : ControlCharacters.escape(message);
	}

}
