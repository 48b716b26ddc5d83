package io.realtimeclock.systemtests.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.systemtests.LivenessProbe;
import io.realtimeclock.systemtests.Pause;
import io.realtimeclock.testsupport.RawSocket;

/**
 * Very many requests or connections.
 */
final class VolumeRows {

	private VolumeRows() {
	}

	static List<Row> rows() {
		return List.of(new Row("10,000 connections that say nothing", VolumeRows::halfOpen, "served, all closed"),
				new Row("10,000 failed logins in five seconds", VolumeRows::failedLogIns, "429"),
				new Row("8,500 requests with user names of 5 KB", VolumeRows::longNames, "refused, /livez in time"),
				new Row("400 requests per second on 40 connections, 520 sessions each", VolumeRows::manyCookies,
						"refused, /livez in time"),
				new Row("2,000 handshakes without a login", VolumeRows::handshakesWithoutLogin, "401"));
	}

	private static String halfOpen(Victim gateway) throws IOException {
		List<RawSocket> sockets = new ArrayList<>();
		try {
			for (int i = 0; i < 10_000; i++) {
				sockets.add(new RawSocket(gateway.port()));
			}
			String answer = gateway.answer(Request.of("GET / HTTP/1.1").add("Authorization: " + Request.LOGIN));
			long closed = 0;
			for (RawSocket socket : sockets) {
				closed += socket.status().equals("closed") ? 1 : 0;
			}
			return (answer.equals("200") ? "served" : answer) + ((closed == 10_000) ? ", all closed" : ", " + closed);
		}
		finally {
			for (RawSocket socket : sockets) {
				socket.close();
			}
		}
	}

	/**
	 * On connections that stay open, from unknown users.
	 */
	private static String failedLogIns(Victim gateway) throws IOException {
		Map<String, Integer> answers = new TreeMap<>();
		long end = System.nanoTime() + 5_000_000_000L;
		try (RawSocket socket = new RawSocket(gateway.port())) {
			for (int i = 0; i < 10_000 && System.nanoTime() < end; i++) {
				String wrong = Base64.getEncoder()
					.encodeToString(("nobody" + i + ":x").getBytes(StandardCharsets.US_ASCII));
				socket.send(
						Request.of("HEAD /api/initial_state HTTP/1.1").add("Authorization: Basic " + wrong).toString());
				answers.merge(socket.status(), 1, Integer::sum);
			}
		}
		int looked = answers.getOrDefault("401", 0);
		return (answers.size() <= 2 && looked <= 60) ? "429" : answers.toString();
	}

	/**
	 * From one address, with a different name each time.
	 */
	private static String longNames(Victim gateway) throws Exception {
		Map<String, Integer> answers = new TreeMap<>();
		String rest = "n".repeat(5 * 1024);
		try (LivenessProbe probe = LivenessProbe.start(gateway.port())) {
			RawSocket socket = new RawSocket(gateway.port());
			for (int i = 0; i < 8_500; i++) {
				String wrong = Base64.getEncoder()
					.encodeToString((i + rest + ":x").getBytes(StandardCharsets.US_ASCII));
				socket.send(
						Request.of("HEAD /api/initial_state HTTP/1.1").add("Authorization: Basic " + wrong).toString());
				String status = socket.status();
				answers.merge(status, 1, Integer::sum);
				if (!status.matches("\\d+")) {
					socket.close();
					socket = new RawSocket(gateway.port());
				}
			}
			socket.close();
			boolean refused = Set.of("401", "429").containsAll(answers.keySet());
			return (refused ? "refused" : answers) + ", " + probe.verdict();
		}
	}

	/**
	 * Only the first two session cookies of a request are looked up.
	 */
	private static String manyCookies(Victim gateway) throws Exception {
		Request request = Request.of("HEAD / HTTP/1.1").add("Cookie: " + "SESSION=MQ==; ".repeat(519) + "SESSION=Mg==");
		Set<String> answers = ConcurrentHashMap.newKeySet();
		ExecutorService connections = Executors.newFixedThreadPool(40);
		long end = System.nanoTime() + 5_000_000_000L;
		try (LivenessProbe probe = LivenessProbe.start(gateway.port())) {
			for (int i = 0; i < 40; i++) {
				connections.execute(() -> {
					try (RawSocket socket = new RawSocket(gateway.port())) {
						while (System.nanoTime() < end) {
							answers.add(socket.send(request.toString()).status());
							Pause.of(Duration.ofMillis(100));
						}
					}
					catch (IOException ex) {
						answers.add(ex.toString());
					}
				});
			}
			connections.shutdown();
			boolean ended = connections.awaitTermination(20, TimeUnit.SECONDS);
			boolean refused = ended && Set.of("302", "401", "429").containsAll(answers);
			return (refused ? "refused" : answers) + ", " + probe.verdict();
		}
	}

	private static String handshakesWithoutLogin(Victim gateway) throws IOException {
		Map<String, Integer> answers = new TreeMap<>();
		for (int i = 0; i < 2_000; i++) {
			answers.merge(gateway.answer(Request.handshake().without("Authorization")), 1, Integer::sum);
		}
		return (answers.size() == 1) ? answers.keySet().iterator().next() : answers.toString();
	}

}
