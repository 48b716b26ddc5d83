package io.realtimeclock.systemtests.hostile;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.realtimeclock.systemtests.Pause;
import io.realtimeclock.testsupport.RawSocket;

/**
 * Slow clients that try to block others. The gateway of these tests waits 3 s for a
 * request, and as long for a client that does not read.
 */
final class SlowRows {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Duration STEP = Duration.ofMillis(200);

	private SlowRows() {
	}

	static List<Row> rows() {
		return List.of(new Row("connect and say nothing", SlowRows::saysNothing, "closed|408"),
				new Row("a header, byte by byte", SlowRows::slowHeader, "closed|408"),
				new Row("half a handshake", SlowRows::halfAHandshake, "closed|408"),
				new Row("a form, byte by byte", SlowRows::slowForm, "closed|408"),
				new Row("100 forms that do not come, then a login", SlowRows::manySlowForms, "200"),
				new Row("a second request, byte by byte", SlowRows::slowSecondRequest, "closed|408"),
				new Row("a window of zero for ever", SlowRows::neverReads, "1013|closed"),
				new Row("a page that is never read", SlowRows::pageNotRead, "closed|served"));
	}

	private static String saysNothing(Victim gateway) throws IOException {
		try (RawSocket socket = new RawSocket(gateway.port())) {
			return socket.patience(PATIENCE).status();
		}
	}

	private static String slowHeader(Victim gateway) throws IOException {
		try (RawSocket socket = new RawSocket(gateway.port())) {
			return trickle(socket, Request.handshake().add("X-Name: " + "x".repeat(200)).toString());
		}
	}

	private static String halfAHandshake(Victim gateway) throws IOException {
		try (RawSocket socket = new RawSocket(gateway.port())) {
			return socket.send("GET /time/tic/ HTTP/1.1\r\nHost: h\r\nUpgrade: web").patience(PATIENCE).status();
		}
	}

	private static String slowForm(Victim gateway) throws IOException {
		try (RawSocket socket = new RawSocket(gateway.port())) {
			return trickle(socket.send(form().toString()), "username=" + "x".repeat(500));
		}
	}

	private static Request form() {
		return Request.of("POST /login HTTP/1.1")
			.add("Content-Type: application/x-www-form-urlencoded")
			.add("Content-Length: 900");
	}

	private static String manySlowForms(Victim gateway) throws IOException {
		List<RawSocket> slow = new ArrayList<>();
		try {
			for (int i = 0; i < 100; i++) {
				slow.add(new RawSocket(gateway.port()).send(form() + "user"));
			}
			return gateway.answer(Request.of("GET / HTTP/1.1").add("Authorization: " + Request.LOGIN));
		}
		finally {
			for (RawSocket socket : slow) {
				socket.close();
			}
		}
	}

	private static String slowSecondRequest(Victim gateway) throws IOException {
		try (RawSocket socket = new RawSocket(gateway.port())) {
			String first = socket.send(Request.of("HEAD /livez HTTP/1.1").toString()).status();
			return first.equals("200") ? trickle(socket, Request.handshake().toString()) : first;
		}
	}

	private static String neverReads(Victim gateway) throws IOException {
		try (RawSocket socket = gateway.open(1)) {
			for (int i = 0; i < 2_000 && socket.trySend(RawSocket.frame(0x89, new byte[125])); i++) {
				Thread.onSpinWait();
			}
			Pause.of(Duration.ofSeconds(7));
			return socket.closing();
		}
	}

	private static String pageNotRead(Victim gateway) throws IOException {
		List<RawSocket> slow = new ArrayList<>();
		try {
			for (int i = 0; i < 50; i++) {
				slow.add(
						new RawSocket(gateway.port(), 1).send(Request.of("GET /assets/clock.css HTTP/1.1").toString()));
			}
			String page = gateway.answer(Request.of("GET / HTTP/1.1").add("Authorization: " + Request.LOGIN));
			return page.equals("200") ? "served" : page;
		}
		finally {
			for (RawSocket socket : slow) {
				socket.close();
			}
		}
	}

	/**
	 * Send byte by byte until the peer closes.
	 */
	private static String trickle(RawSocket socket, String text) throws IOException {
		long end = System.nanoTime() + PATIENCE.toNanos();
		for (int i = 0; i < text.length() && System.nanoTime() < end; i++) {
			if (!socket.trySend((byte) text.charAt(i))) {
				return "closed";
			}
			Pause.of(STEP);
		}
		return socket.status();
	}

}
