package io.realtimeclock.localstack;

import java.util.Locale;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** What the person at the terminal reads once everything runs, and when it stops. */
@SuppressWarnings("SystemOut") // this is the program's output, not its log
final class Welcome {

	private Welcome() {
	}

	static AutoCloseable print(LocalStackProperties stack) {
		System.out.println("  " + String.format(Locale.ROOT, """

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

	/** Ctrl-C reaches Redis as well: that the others miss it is not worth a word. */
	private static void goodbye() {
		System.out.println("  Stopping");
		LoggingSystem.get(Welcome.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
	}

}
