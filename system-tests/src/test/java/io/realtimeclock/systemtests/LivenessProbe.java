package io.realtimeclock.systemtests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Asks for {@code /livez} during an attack, ten times per second and on a new connection
 * each time, as an orchestrator does.
 */
public final class LivenessProbe implements AutoCloseable {

	private static final long LIMIT_MILLIS = 50;

	private static final long PERIOD_MILLIS = 100;

	private static final int TIME_OUT_MILLIS = 10_000;

	private static final String REQUEST = "GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

	private final List<Long> answeredAfterMillis = new ArrayList<>();

	private final int port;

	private @Nullable Future<?> asking;

	private String unexpected = "";

	private LivenessProbe(int port) {
		this.port = port;
	}

	public static LivenessProbe start(int port) {
		LivenessProbe probe = new LivenessProbe(port);
		probe.asking = probe.thread.scheduleWithFixedDelay(probe::ask, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
		return probe;
	}

	private synchronized void ask() {
		long began = System.nanoTime();
		String status;
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout(TIME_OUT_MILLIS);
			socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
			status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
		}
		catch (IOException ex) {
			status = ex.toString();
		}
		this.answeredAfterMillis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
		if (!status.equals("HTTP/1.1 200")) {
			this.unexpected = status;
		}
	}

	/**
	 * Return whether all answers were 200 and nineteen of twenty came within 50 ms: the
	 * attack, the other processes and the probe share the machine's cores.
	 */
	public synchronized String verdict() {
		List<Long> sorted = this.answeredAfterMillis.stream().sorted().toList();
		if (sorted.isEmpty() || !this.unexpected.isEmpty()) {
			return "/livez " + this.unexpected;
		}
		long late = sorted.get(sorted.size() * 19 / 20);
		return (late <= LIMIT_MILLIS) ? "/livez in time" : "/livez after " + late + " ms";
	}

	@Override
	public void close() {
		if (this.asking != null) {
			this.asking.cancel(false);
		}
		this.thread.shutdownNow();
	}

}
