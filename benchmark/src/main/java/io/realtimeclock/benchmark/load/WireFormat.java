package io.realtimeclock.benchmark.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

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
		@Nullable String reply(String text) {
			if (text.startsWith("INFO ")) {
				return "CONNECT {\"verbose\":false,\"pedantic\":false}\r\nSUB time 1\r\n";
			}
			return text.startsWith("PING") ? "PONG\r\n" : null;
		}
	},

	/** Socket.IO on Engine.IO 4. */
	SOCKET_IO {
		@Override
		@Nullable String reply(String text) {
			if (text.startsWith("0{")) {
				return "40";
			}
			return "2".equals(text) ? "3" : null;
		}
	};

	/** Return the reply to a message that is not a tick. */
	@Nullable String reply(String text) {
		return null;
	}

	@Nullable String reply(ByteBuffer payload) {
		return reply(StandardCharsets.UTF_8.decode(payload.duplicate()).toString());
	}

}
