package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.process.FreePorts;
import io.realtimeclock.benchmark.process.Java;
import io.realtimeclock.benchmark.process.Network;
import io.realtimeclock.benchmark.process.Parts;
import io.realtimeclock.benchmark.process.Program;

/** The time from the start of the gateway's process until it is ready, on one core. */
public final class StartTime {

	private static final String ONE_CORE = "0";

	private StartTime() {
	}

	/**
	 * Measure seconds by the way of starting: the jar as it is on this JDK, and with an
	 * AOT cache on JDK 25 if there is one.
	 * @throws IOException if something can't be started
	 */
	public static Figures measure() throws IOException {
		Figures figures = new Figures();
		try (Parts parts = new Parts()) {
			Backend backend = Backend.start(parts);
			Path jar = Jars.GATEWAY.toAbsolutePath();
			figures.add("Java " + System.getProperty("java.version") + ", the jar, s",
					start(backend, Java.CURRENT, List.of("-jar", jar.toString())));
			Optional<Path> newer = Java.withAotCache();
			if (newer.isEmpty()) {
				return figures;
			}
			Path java = newer.get();
			figures.add("JDK 25, the jar, s", start(backend, java, List.of("-jar", jar.toString())));
			Path folder = parts.folder();
			Program
				.start("extract", Map.of(), List.of(java.toString(), "-Djarmode=tools", "-jar", jar.toString(),
						"extract", "--destination", folder.resolve("gateway").toString()))
				.await(60);
			String extracted = folder.resolve("gateway").resolve("gateway-service.jar").toString();
			String cache = folder.resolve("gateway.aot").toString();
			// The cache is written when the process ends
			start(backend, java, JvmFlags.TRAINING, List.of("-XX:AOTCacheOutput=" + cache, "-jar", extracted));
			return figures.add("JDK 25, extracted, with an AOT cache, s",
					start(backend, java, List.of("-XX:AOTCache=" + cache, "-jar", extracted)));
		}
	}

	private static double start(Backend backend, Path java, List<String> arguments) throws IOException {
		return start(backend, java, JvmFlags.GATEWAY, arguments);
	}

	private static double start(Backend backend, Path java, String flags, List<String> arguments) throws IOException {
		int port = FreePorts.next();
		List<String> command = new ArrayList<>(List.of("taskset", "-c", ONE_CORE, java.toString()));
		command.addAll(arguments);
		long begin = System.nanoTime();
		Map<String, String> environment = Gateway.environment(backend, port, "start-" + port);
		environment.put("JDK_JAVA_OPTIONS", flags);
		try (Program gateway = Program.start("start", environment, command)) {
			Network.awaitOk(port, "/readyz", gateway);
			return (System.nanoTime() - begin) / 1e9;
		}
	}

}
