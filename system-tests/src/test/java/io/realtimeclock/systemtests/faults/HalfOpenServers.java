package io.realtimeclock.systemtests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.realtimeclock.systemtests.Console;
import io.realtimeclock.systemtests.ServiceProcess;

import static org.awaitility.Awaitility.await;

/**
 * The servers' side of a cut network. It prints figures about the clients on the other
 * side, one per line.
 */
final class HalfOpenServers {

	private HalfOpenServers() {
	}

	/**
	 * Start a cluster, wait until the clients have connected and disconnected, and run
	 * until killed.
	 * @param arguments the jar of the ticker, that of the gateway, and how many clients
	 */
	public static void main(String... arguments) throws Exception {
		System.setProperty("ticker.jar", arguments[0]);
		System.setProperty("gateway.jar", arguments[1]);
		int clients = Integer.parseInt(arguments[2]);
		Cluster cluster = Cluster.start("half-open", 1, (part) -> Map.of());
		Runtime.getRuntime().addShutdownHook(new Thread(() -> close(cluster)));
		try (Watch watch = cluster.watch()) {
			ServiceProcess gateway = cluster.gateway(0);
			double before = gateway.metric("gateway.connections");
			Console.print("port=" + gateway.port());
			awaitConnections(gateway, before + clients);
			long resident = residentMegabytes(gateway);
			Console.print("connected=" + clients);
			awaitConnections(gateway, before);
			Console.print("disconnected=" + clients);
			Console.print("grown=" + Math.max(0, residentMegabytes(gateway) - resident));
			Console.print("missed=" + watch.most(Recording::missed));
			// Until this process is killed
			Thread.currentThread().join();
		}
	}

	private static void close(Cluster cluster) {
		try {
			cluster.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void awaitConnections(ServiceProcess gateway, double count) {
		await("%.0f connections".formatted(count)).atMost(Duration.ofSeconds(90))
			.pollInterval(Duration.ofMillis(200))
			.until(() -> gateway.metric("gateway.connections") == count);
	}

	private static long residentMegabytes(ServiceProcess gateway) throws IOException {
		return Files.readAllLines(Path.of("/proc", Long.toString(gateway.pid()), "status"))
			.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
			.findFirst()
			.orElseThrow();
	}

}
