package io.realtimeclock.benchmark.peer.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.process.Java;
import io.realtimeclock.benchmark.process.Parts;
import io.realtimeclock.benchmark.process.Program;

/** The time from the start of the gateway's process until it is ready, on one core. */
public final class StartTime {

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
			String jar = Jars.GATEWAY.toAbsolutePath().toString();
			TimedStart current = new TimedStart(backend, Java.CURRENT);
			figures.add("Java " + System.getProperty("java.version") + ", the jar, s", current.seconds("-jar", jar));
			Optional<Path> newer = Jdk.withAotCache();
			if (newer.isPresent()) {
				TimedStart start = new TimedStart(backend, newer.get());
				figures.add("JDK 25, the jar, s", start.seconds("-jar", jar));
				figures.add("JDK 25, extracted, with an AOT cache, s", fromCache(start, jar, parts.folder()));
			}
			return figures;
		}
	}

	private static double fromCache(TimedStart start, String jar, Path folder) throws IOException {
		Program
			.start("extract", start.java().toString(), "-Djarmode=tools", "-jar", jar, "extract", "--destination",
					folder.resolve("gateway").toString())
			.await(60);
		String extracted = folder.resolve("gateway").resolve("gateway-service.jar").toString();
		String cache = folder.resolve("gateway.aot").toString();
		// The cache is written when the process ends
		start.seconds(JvmFlags.TRAINING, List.of("-XX:AOTCacheOutput=" + cache, "-jar", extracted));
		return start.seconds("-XX:AOTCache=" + cache, "-jar", extracted);
	}

}
