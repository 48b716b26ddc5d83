package io.realtimeclock.benchmark.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads a tick's fields without parsing JSON, which would cost more CPU than receiving
 * the tick.
 */
final class TickText {

	static final long NO_SEQUENCE = -1;

	private static final byte[] SEQUENCE = bytes("\"sequence\":");

	private static final byte[] STALE = bytes("\"stale\":true");

	private TickText() {
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	/** Return the sequence between a buffer's position and limit. */
	static long sequence(ByteBuffer text) {
		int start = find(text, SEQUENCE);
		if (start < 0) {
			return NO_SEQUENCE;
		}
		int begin = start + SEQUENCE.length;
		if (begin < text.limit() && text.get(begin) == ' ') {
			begin++;
		}
		long sequence = 0;
		for (int i = begin; i < text.limit(); i++) {
			int digit = text.get(i) - '0';
			if (digit < 0 || digit > 9) {
				break;
			}
			sequence = 10 * sequence + digit;
		}
		return sequence;
	}

	static boolean isStale(ByteBuffer text) {
		return find(text, STALE) >= 0;
	}

	/** Return the index of a pattern between a buffer's position and limit, or -1. */
	static int find(ByteBuffer text, byte[] pattern) {
		int last = text.limit() - pattern.length;
		for (int i = text.position(); i <= last; i++) {
			int n = 0;
			while (n < pattern.length && text.get(i + n) == pattern[n]) {
				n++;
			}
			if (n == pattern.length) {
				return i;
			}
		}
		return -1;
	}

}
