package io.realtimeclock.systemtests.hostile;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.systemtests.LivenessProbe;
import io.realtimeclock.systemtests.Pause;
import io.realtimeclock.systemtests.Session;
import io.realtimeclock.testsupport.RawSocket;
import io.realtimeclock.testsupport.Signal;

import static org.awaitility.Awaitility.await;

/**
 * Requests while another server does not answer.
 */
final class OutageRows {

	private static final int PER_SECOND = 20;

	private static final int SECONDS = 8;

	/** By then the first requests have timed out, and no other request waits. */
	private static final Duration GATE_OPEN = Duration.ofSeconds(3);

	private OutageRows() {
	}

	static List<Row> rows() {
		return List.of(new Row("20 handshakes per second with a session while Redis is frozen for 8 s",
				OutageRows::frozenRedis, "503 with Retry-After, then at once, /livez in time"));
	}

	@SuppressWarnings("FutureReturnValueIgnored") // the answers tell
	private static String frozenRedis(Victim gateway) throws Exception {
		Session session = Session.logIn(gateway.gateway());
		String handshake = Request.handshake()
			.without("Authorization")
			.add("Cookie: " + session.cookie("SESSION"))
			.toString();
		ConcurrentSkipListSet<String> answers = new ConcurrentSkipListSet<>();
		ScheduledExecutorService clients = Executors.newScheduledThreadPool(PER_SECOND * 4);
		long redis = gateway.redisPid();
		Signal.STOP.to(redis);
		try (LivenessProbe probe = LivenessProbe.start(gateway.port())) {
			for (int i = 0; i < PER_SECOND * SECONDS; i++) {
				long millis = i * 1000L / PER_SECOND;
				boolean late = millis >= GATE_OPEN.toMillis();
				clients.schedule(() -> answers.add(answer(gateway, handshake, late)), millis, TimeUnit.MILLISECONDS);
			}
			Pause.of(Duration.ofSeconds(SECONDS + 1));
			clients.shutdown();
			boolean ended = clients.awaitTermination(10, TimeUnit.SECONDS);
			return (ended ? String.join(", ", new TreeSet<>(answers)) : "not all answered") + ", " + probe.verdict();
		}
		finally {
			Signal.CONT.to(redis);
			clients.shutdownNow();
			await("Redis is used again").atMost(Duration.ofSeconds(10))
				.until(() -> session.get(gateway.gateway(), "/").statusCode() == 200);
		}
	}

	/**
	 * Return how a handshake was answered, and whether it waited for Redis.
	 */
	private static String answer(Victim gateway, String handshake, boolean late) {
		long began = System.nanoTime();
		try (RawSocket socket = new RawSocket(gateway.port())) {
			String head = socket.send(handshake).head();
			long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
			if (!head.startsWith("HTTP/1.1 503 ") || !head.contains("\r\nRetry-After: ")) {
				return head.lines().findFirst().orElse("nothing");
			}
			if (late) {
				return (millis < 500) ? "then at once" : "then after " + millis + " ms";
			}
			return "503 with Retry-After";
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

}
