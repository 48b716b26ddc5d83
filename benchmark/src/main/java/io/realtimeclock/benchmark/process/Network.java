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

/** Waits for what is to listen on the loopback interface. */
public final class Network {

	private static final Duration START_LIMIT = Duration.ofSeconds(90);

	private static final Duration STEP = Duration.ofMillis(10);

	private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

	private Network() {
	}

	/** Wait until a program listens. */
	public static void awaitListening(int port, Program program) {
		await(() -> isListening(port), program);
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

	/** Wait until a program answers a request with 200. */
	public static void awaitOk(int port, String path, Program program) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.timeout(Duration.ofSeconds(5))
			.build();
		await(() -> isOk(request), program);
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

	private static void await(BooleanSupplier condition, Program program) {
		boolean ready = Pause.until(() -> {
			boolean now = condition.getAsBoolean();
			if (!now) {
				program.requireAlive();
			}
			return now;
		}, START_LIMIT, STEP);
		if (!ready) {
			throw new IllegalStateException(program + " is not ready");
		}
	}

}
