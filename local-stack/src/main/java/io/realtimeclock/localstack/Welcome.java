package io.realtimeclock.localstack;

import java.util.Locale;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** What the person at the terminal reads. */
final class Welcome {

	private Welcome() {
	}

	@SuppressWarnings("SystemOut") // this is the program's output, not its log
	static void progress(String line) {
		System.out.println("  " + line);
	}

	static AutoCloseable print(LocalStackProperties stack) {
		progress(String.format(Locale.ROOT, """

				  The clock ticks:    http://localhost:%d/
				  and here as well:   http://localhost:%d/   (one login serves both)
				  Log in as           %s / %s

				  Kafka               localhost:%d
				  Redis               localhost:%d
				  See the topic       kafka-console-consumer --bootstrap-server localhost:%5$d --topic time
				  Metrics             http://localhost:%7$d/actuator/prometheus

				  Ctrl-C stops everything.
				""", stack.gatewayPort(), stack.secondGatewayPort(), stack.user(), stack.password(), stack.kafkaPort(),
				stack.redisPort(), LocalStackProperties.managementPort(stack.gatewayPort())));
		return Welcome::goodbye;
	}

	/**
	 * Ctrl-C reaches Redis at the same time as us: that the others miss it then is not
	 * worth a word.
	 */
	private static void goodbye() {
		progress("Stopping");
		LoggingSystem.get(Welcome.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
	}

}
