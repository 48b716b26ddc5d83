package io.realtimeclock.systemtests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.realtimeclock.testsupport.FreePorts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A gateway without free file descriptors.
 */
@Tag("long")
@EnabledOnOs(value = OS.LINUX, disabledReason = "Only Linux takes files away from a process that runs")
@ExtendWith(EmbeddedSystem.class)
class DescriptorsIT {

	private static final int SPARE = 10;

	private static final Duration LIMIT = Duration.ofSeconds(20);

	@Test
	void servesItsClientsSaysSoAndTakesNewOnesAgainLater(ClockSystem system) throws Exception {
		try (ServiceProcess gateway = system.oneMoreGateway("descriptors", FreePorts.next()).awaitReady();
				RecordingClient client = RecordingClient.connect(gateway)) {
			client.awaitLive(3, LIMIT);
			allow(gateway, openFiles(gateway) + SPARE);
			List<Socket> sockets = new ArrayList<>();
			try {
				for (int i = 0; i < 4 * SPARE; i++) {
					sockets.add(new Socket(InetAddress.getLoopbackAddress(), gateway.port()));
				}
				await("a warning in the log").atMost(LIMIT).until(() -> log(gateway).contains("Too many open files"));
				client.awaitLive(client.live().size() + 4, LIMIT);
			}
			finally {
				for (Socket socket : sockets) {
					socket.close();
				}
			}
			try (RecordingClient next = awaitConnected(gateway)) {
				next.awaitLive(3, LIMIT);
			}
			List<Long> sequences = client.live().stream().map(Frame::sequence).toList();
			assertThat(sequences.get(sequences.size() - 1) - sequences.get(0)).as("none missed")
				.isEqualTo(sequences.size() - 1);
		}
	}

	private static RecordingClient awaitConnected(ServiceProcess gateway) {
		return await("a new client").atMost(LIMIT)
			.ignoreException(CompletionException.class)
			.until(() -> RecordingClient.connect(gateway), (client) -> true);
	}

	private static int openFiles(ServiceProcess gateway) throws IOException {
		try (Stream<Path> files = Files.list(Path.of("/proc/" + gateway.pid() + "/fd"))) {
			return (int) files.count();
		}
	}

	private static void allow(ServiceProcess gateway, int files) throws IOException, InterruptedException {
		Process prlimit = new ProcessBuilder("prlimit", "--pid", Long.toString(gateway.pid()), "--nofile=" + files)
			.inheritIO()
			.start();
		assertThat(prlimit.waitFor(10, TimeUnit.SECONDS)).isTrue();
		assertThat(prlimit.exitValue()).isZero();
	}

	private static String log(ServiceProcess gateway) throws IOException {
		return Files.readString(gateway.output());
	}

}
