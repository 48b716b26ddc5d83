package io.realtimeclock.benchmark.peer.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.realtimeclock.benchmark.process.FreePorts;
import io.realtimeclock.benchmark.process.Network;
import io.realtimeclock.benchmark.process.Program;

/** Starts gateways by one JVM, on one core, and stops each again once it is ready. */
record TimedStart(Backend backend, Path java) {

	private static final String ONE_CORE = "0";

	double seconds(String... arguments) throws IOException {
		return seconds(JvmFlags.GATEWAY, List.of(arguments));
	}

	double seconds(String flags, List<String> arguments) throws IOException {
		int port = FreePorts.next();
		List<String> command = new ArrayList<>(List.of("taskset", "-c", ONE_CORE, this.java.toString()));
		command.addAll(arguments);
		long begin = System.nanoTime();
		Map<String, String> environment = GatewayEnvironment.of(this.backend, port, "start-" + port);
		environment.put("JDK_JAVA_OPTIONS", flags);
		try (Program gateway = Program.start("start", environment, command)) {
			Network.awaitOk(port, "/readyz", gateway);
			return (System.nanoTime() - begin) / 1e9;
		}
	}

}
