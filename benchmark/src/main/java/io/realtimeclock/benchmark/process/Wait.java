package io.realtimeclock.benchmark.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Waits for a time, for a condition or for a program. */
public final class Wait {

	private static final Duration START_LIMIT = Duration.ofSeconds(90);

	private static final Duration INTERVAL = Duration.ofMillis(10);

	private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

	private Wait() {
	}

	public static void seconds(double seconds) {
		sleep(Duration.ofMillis((long) (seconds * 1_000)));
	}

	/** Poll a condition and return whether it became true within the limit. */
	public static boolean until(BooleanSupplier condition, Duration limit, Duration interval) {
		long end = System.nanoTime() + limit.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > end) {
				return false;
			}
			sleep(interval);
		}
		return true;
	}

	/** Wait until a program listens on a port of the loopback interface. */
	public static void untilListening(int port, Program program) {
		untilReady(() -> isListening(port), program);
	}

	private static boolean isListening(int port) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Wait until a program answers a GET request with 200. */
	public static void untilOk(int port, String path, Program program) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.timeout(Duration.ofSeconds(5))
			.build();
		untilReady(() -> isOk(request), program);
	}

	private static boolean isOk(HttpRequest request) {
		try {
			return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Interrupted");
		}
	}

	/** Wait until a program has a number of processes, itself included. */
	public static void untilForked(int processes, Program program) {
		untilReady(() -> program.pids().size() >= processes, program);
	}

	private static void untilReady(BooleanSupplier condition, Program program) {
		boolean ready = until(() -> {
			boolean now = condition.getAsBoolean();
			if (!now) {
				program.requireAlive();
			}
			return now;
		}, START_LIMIT, INTERVAL);
		if (!ready) {
			throw new IllegalStateException(program + " is not ready");
		}
	}

	private static void sleep(Duration time) {
		try {
			Thread.sleep(time.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Interrupted");
		}
	}

}
