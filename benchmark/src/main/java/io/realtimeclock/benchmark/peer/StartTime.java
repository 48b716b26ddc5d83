package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.realtimeclock.benchmark.process.Closer;
import io.realtimeclock.benchmark.process.Program;
import io.realtimeclock.benchmark.process.Wait;
import io.realtimeclock.benchmark.report.Figures;
import io.realtimeclock.testsupport.FreePorts;

/** The time from the start of a gateway's process until it is ready, on one core. */
final class StartTime {

	private static final Path OTHER_JDKS = Path.of("/usr/lib/jvm");

	/** The first JDK with AOT caches in one step (JEP 514). */
	private static final int JDK_WITH_AOT_CACHE = 25;

	private static final String CORE = "0";

	/** A gateway that writes an AOT cache takes longer to end. */
	private static final long STOP_LIMIT_SECONDS = 120;

	/**
	 * The flags for creating an AOT cache. With a low compile threshold the cache also
	 * contains profiles of rarely used code, which makes starts slower.
	 */
	private static final String TRAINING_FLAGS = Gateway.JVM_FLAGS.replaceAll("-XX:CompileThresholdScaling=\\S+ ?", "");

	private final Backend backend;

	private final Path java;

	private StartTime(Backend backend, Path java) {
		this.backend = backend;
		this.java = java;
	}

	/**
	 * Measure the jar on this JDK and, if JDK 25 is installed, on JDK 25 without and with
	 * an AOT cache.
	 */
	static Figures measure() throws IOException {
		Figures figures = new Figures();
		try (Closer closer = new Closer()) {
			Backend backend = Backend.start(closer);
			String jar = Gateway.JAR.toAbsolutePath().toString();
			figures.add("Java " + System.getProperty("java.version") + ", the jar, s",
					new StartTime(backend, Program.JAVA).seconds("-jar", jar));
			Optional<Path> jdk = findJdkWithAotCache();
			if (jdk.isPresent()) {
				StartTime start = new StartTime(backend, jdk.get());
				figures.add("JDK 25, the jar, s", start.seconds("-jar", jar));
				figures.add("JDK 25, extracted, with an AOT cache, s", start.secondsWithCache(jar, closer.folder()));
			}
			return figures;
		}
	}

	private double secondsWithCache(String jar, Path folder) throws IOException {
		Program
			.start("extract", this.java.toString(), "-Djarmode=tools", "-jar", jar, "extract", "--destination",
					folder.resolve("gateway").toString())
			.await(60);
		String extracted = folder.resolve("gateway").resolve("gateway-service.jar").toString();
		String cache = folder.resolve("gateway.aot").toString();
		// The JVM writes the cache when it ends
		start(TRAINING_FLAGS, List.of("-XX:AOTCacheOutput=" + cache, "-jar", extracted));
		if (!Files.exists(Path.of(cache))) {
			throw new IllegalStateException("The JVM wrote no AOT cache");
		}
		return seconds("-XX:AOTCache=" + cache, "-jar", extracted);
	}

	private double seconds(String... arguments) throws IOException {
		return start(Gateway.JVM_FLAGS, List.of(arguments));
	}

	/** Start a gateway, stop it once it is ready, and return the seconds it took. */
	private double start(String jvmFlags, List<String> arguments) throws IOException {
		int port = FreePorts.next();
		List<String> command = new ArrayList<>(List.of("taskset", "-c", CORE, this.java.toString()));
		command.addAll(arguments);
		long begin = System.nanoTime();
		Map<String, String> environment = Gateway.environment(this.backend, port, "start-" + port, jvmFlags);
		Program gateway = Program.start("start", environment, command);
		try {
			Wait.untilOk(port, "/readyz", gateway);
			return (System.nanoTime() - begin) / 1e9;
		}
		finally {
			gateway.stop(STOP_LIMIT_SECONDS);
		}
	}

	private static Optional<Path> findJdkWithAotCache() throws IOException {
		if (Runtime.version().feature() >= JDK_WITH_AOT_CACHE) {
			return Optional.of(Program.JAVA);
		}
		if (!Files.isDirectory(OTHER_JDKS)) {
			return Optional.empty();
		}
		try (Stream<Path> folders = Files.list(OTHER_JDKS)) {
			return folders.filter((folder) -> feature(folder) >= JDK_WITH_AOT_CACHE)
				.map((folder) -> folder.resolve("bin/java"))
				.filter(Files::isExecutable)
				.findFirst();
		}
	}

	private static int feature(Path jdk) {
		try {
			return Files.readAllLines(jdk.resolve("release"))
				.stream()
				.filter((line) -> line.startsWith("JAVA_VERSION="))
				.mapToInt((line) -> Integer.parseInt(line.replaceAll("^JAVA_VERSION=\"(\\d+).*", "$1")))
				.findFirst()
				.orElse(0);
		}
		catch (IOException ex) {
			return 0;
		}
	}

}
