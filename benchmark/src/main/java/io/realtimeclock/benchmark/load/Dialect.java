package io.realtimeclock.benchmark.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * What a server wants to hear before, and while, it pushes ticks. A frame with a sequence
 * is a tick in every dialect; only the other ones are looked at here.
 */
public enum Dialect {

	/** Ticks come without being asked for. */
	PLAIN,

	/** The client protocol of NATS. */
	NATS {
		@Override
		@Nullable String answer(String text) {
			if (text.startsWith("INFO ")) {
				return "CONNECT {\"verbose\":false,\"pedantic\":false}\r\nSUB time 1\r\n";
			}
			return text.startsWith("PING") ? "PONG\r\n" : null;
		}
	},

	/** Socket.IO on Engine.IO 4. */
	SOCKET_IO {
		@Override
		@Nullable String answer(String text) {
			if (text.startsWith("0{")) {
				return "40";
			}
			return "2".equals(text) ? "3" : null;
		}
	};

	/** Answer a frame that is no tick. */
	@Nullable String answer(String text) {
		return null;
	}

	@Nullable String answer(ByteBuffer payload) {
		return answer(StandardCharsets.UTF_8.decode(payload.duplicate()).toString());
	}

}
