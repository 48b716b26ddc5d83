package io.realtimeclock.systemtests.faults;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Properties;

import io.realtimeclock.systemtests.Part;
import io.realtimeclock.systemtests.Requires;
import io.realtimeclock.testsupport.JavaProcess;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

/**
 * Clients whose network is cut without notice.
 */
@FaultRows
@Requires(Part.NAMESPACES)
class HalfOpenIT {

	private static final int CLIENTS = 200;

	@Test
	void clientsWithoutANetwork() throws Exception {
		try (Network network = Network.create();
				JavaProcess servers = network.runAmongServers(HalfOpenServers.class, System.getProperty("ticker.jar"),
						System.getProperty("gateway.jar"), Integer.toString(CLIENTS))) {
			String port = awaitFigure(servers, "port", 120);
			String address = "ws://%s:%s/time/tic/".formatted(Network.SERVERS_ADDRESS, port);
			try (JavaProcess clients = network.runAmongClients(ClientPool.class, address, Integer.toString(CLIENTS))) {
				awaitFigure(servers, "connected", 60);
				network.cut();
				long cut = System.nanoTime();
				awaitFigure(servers, "disconnected", 90);
				Duration gone = Duration.ofNanos(System.nanoTime() - cut);
				clients.killNow();
				Row.of("the network of %d clients cut".formatted(CLIENTS))
					.within(Duration.ofSeconds(45), "disconnected by the gateway", gone)
					.atMost(20, "MB that its memory grew meanwhile", Long.parseLong(awaitFigure(servers, "grown", 5)))
					.atMost(0, "missed by the others", Long.parseLong(awaitFigure(servers, "missed", 5)))
					.end();
			}
		}
	}

	private static String awaitFigure(JavaProcess servers, String name, int seconds) {
		return await(name).atMost(Duration.ofSeconds(seconds))
			.pollInterval(Duration.ofMillis(50))
			.failFast("the servers' side has ended, see its log", () -> !servers.isAlive())
			.until(() -> figures(servers).getProperty(name, ""), (value) -> !value.isEmpty());
	}

	private static Properties figures(JavaProcess servers) throws Exception {
		Properties figures = new Properties();
		try (var reader = Files.newBufferedReader(servers.output())) {
			figures.load(reader);
		}
		return figures;
	}

}
