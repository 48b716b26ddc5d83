package io.realtimeclock.benchmark.load;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * The messages that a server expects before and between ticks. A message with a sequence
 * is a tick in every format; only other messages are answered here.
 */
public enum WireFormat {

	/** The server sends ticks without a subscription. */
	PLAIN,

	/** The client protocol of NATS. */
	NATS {
		@Override
		@Nullable String reply(String text, List<String> subjects) {
			if (text.startsWith("INFO ")) {
				// Another subscription with the same number would replace the first
				return IntStream.range(0, subjects.size())
					.mapToObj((number) -> "SUB " + subjects.get(number) + " " + (number + 1) + "\r\n")
					.collect(Collectors.joining("", "CONNECT {\"verbose\":false,\"pedantic\":false}\r\n", ""));
			}
			return text.startsWith("PING") ? "PONG\r\n" : null;
		}
	},

	/** Socket.IO on Engine.IO 4. */
	SOCKET_IO {
		@Override
		@Nullable String reply(String text, List<String> subjects) {
			if (text.startsWith("0{")) {
				return "40";
			}
			return "2".equals(text) ? "3" : null;
		}
	};

	/**
	 * Return the reply to a message that is not a tick.
	 * @param subjects what the client subscribes to, if it does so after the handshake
	 */
	@Nullable String reply(String text, List<String> subjects) {
		return null;
	}

}
