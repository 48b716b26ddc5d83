package io.realtimeclock.systemtests.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import io.realtimeclock.testsupport.RawSocket;

/**
 * Frames that a client must not send, or must not send so often.
 */
final class FrameRows {

	private FrameRows() {
	}

	static List<Row> rows() {
		return List.of(frames("a frame that is not masked", "1002", new byte[] { (byte) 0x89, 0 }),
				frames("a text", "1002", RawSocket.frame(0x81, (byte) 'x')),
				frames("a text of 1 KB and a byte", "1009", RawSocket.frame(0x81, new byte[1025])),
				frames("a length of 64 bits", "1009", bytes(0x82, 0xFF, 0, 0, 0, 1, 0, 0, 0, 0)),
				frames("a length below zero", "1009", bytes(0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0)),
				frames("reserved bits", "1002", RawSocket.frame(0xC9)),
				frames("an unknown opcode", "1002", RawSocket.frame(0x83)),
				frames("a ping in fragments", "1002", RawSocket.frame(0x09)),
				frames("a ping of 126 bytes", "1002", RawSocket.frame(0x89, new byte[126])),
				frames("a continuation of nothing", "1002", RawSocket.frame(0x80)),
				frames("a close with status 1005", "1002", RawSocket.frame(0x88, (byte) 3, (byte) 0xED)),
				frames("a close with one byte", "1002", RawSocket.frame(0x88, (byte) 3)),
				frames("a reason that is not UTF-8", "1002", RawSocket.frame(0x88, (byte) 3, (byte) 0xE8, (byte) 0xC0)),
				frames("HTTP instead of frames", "1002", "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
				new Row("10,000 fragments", (gateway) -> flood(gateway, 10_000, RawSocket.frame(0x00, (byte) 'x')),
						"1002|closed"),
				new Row("50,000 pings without reading",
						(gateway) -> flood(gateway, 50_000, RawSocket.frame(0x89, new byte[125])),
						"open|1002|1013|closed"),
				new Row("50,000 pongs", (gateway) -> flood(gateway, 50_000, RawSocket.frame(0x8A)), "open"),
				new Row("1,000 close frames",
						(gateway) -> flood(gateway, 1_000, RawSocket.frame(0x88, (byte) 3, (byte) 0xE8)),
						"1000|closed"),
				new Row("64 KB of random bytes", FrameRows::noise, "1002|1009|closed"),
				new Row("a ping, byte by byte", FrameRows::byBytes, "pong"),
				new Row("a client that reads byte by byte", FrameRows::readsByBytes, "ticks"),
				new Row("a ping together with the handshake", FrameRows::beforeTheAnswer, "pong"),
				new Row("a text together with a handshake that is refused", FrameRows::beforeARefusal, "401"),
				new Row("half a frame, then the end", FrameRows::halfAFrame, "closed|1002"),
				new Row("a client that sends no more but reads", FrameRows::endsItsOutput, "closed|open"));
	}

	private static Row frames(String words, String answer, byte[] frame) {
		return new Row(words, (gateway) -> {
			try (RawSocket socket = gateway.open()) {
				return socket.send(frame).closing();
			}
		}, answer);
	}

	private static byte[] bytes(int... values) {
		byte[] bytes = new byte[values.length];
		for (int i = 0; i < values.length; i++) {
			bytes[i] = (byte) values[i];
		}
		return bytes;
	}

	private static String flood(Victim gateway, int count, byte[] frame) throws IOException {
		try (RawSocket socket = gateway.open(4096)) {
			for (int i = 0; i < count && socket.trySend(frame); i++) {
				Thread.onSpinWait();
			}
			return socket.closing();
		}
	}

	private static String noise(Victim gateway) throws IOException {
		byte[] bytes = new byte[65_536];
		// Any seed works, as the first byte is invalid
		new Random(42).nextBytes(bytes);
		bytes[0] = (byte) 0xFF;
		try (RawSocket socket = gateway.open()) {
			socket.trySend(bytes);
			return socket.closing();
		}
	}

	private static String byBytes(Victim gateway) throws IOException {
		try (RawSocket socket = gateway.open()) {
			for (byte part : RawSocket.frame(0x89, (byte) 'x')) {
				socket.send(part);
			}
			return socket.hears(0x8A) ? "pong" : "nothing";
		}
	}

	private static String readsByBytes(Victim gateway) throws IOException {
		try (RawSocket socket = gateway.open(1)) {
			boolean first = socket.hears(0x81);
			return first && socket.hears(0x81) ? "ticks" : "nothing";
		}
	}

	private static String beforeTheAnswer(Victim gateway) throws IOException {
		try (RawSocket socket = new RawSocket(gateway.port())) {
			socket.send(Request.handshake() + "\u0089\u0080\0\0\0\0").head();
			return socket.hears(0x8A) ? "pong" : "nothing";
		}
	}

	private static String beforeARefusal(Victim gateway) throws IOException {
		try (RawSocket socket = new RawSocket(gateway.port())) {
			return socket.send(Request.handshake().without("Authorization") + "\u0081\u0081\0\0\0\0x").status();
		}
	}

	private static String halfAFrame(Victim gateway) throws IOException {
		try (RawSocket socket = gateway.open()) {
			return socket.send((byte) 0x89, (byte) 0x85, (byte) 0).endOutput().closing();
		}
	}

	private static String endsItsOutput(Victim gateway) throws IOException {
		try (RawSocket socket = gateway.open()) {
			return socket.endOutput().closing();
		}
	}

}
