package io.realtimeclock.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

import io.realtimeclock.testsupport.JavaProcess;
import org.awaitility.Awaitility;

import org.springframework.util.FileSystemUtils;

/**
 * A service's jar as it starts fastest: extracted, with an archive of the classes that a
 * start loads (JEP 350). It is made beside the jar, once for each content and Java
 * version.
 */
final class ExtractedJar {

	/** Enough to start without Kafka, Redis and people. */
	private static final List<String> TRAINING = List.of("--server.port=0", "--management.server.port=0",
			"--spring.kafka.bootstrap-servers=localhost:1", "--spring.data.redis.port=1",
			"--spring.security.user.password=of-nobody");

	private static final long LIMIT_SECONDS = 90;

	private static final Map<String, List<String>> ARGUMENTS = new ConcurrentHashMap<>();

	private ExtractedJar() {
	}

	/**
	 * Return the arguments of Java that run it.
	 */
	static List<String> arguments(String jar) {
		return ARGUMENTS.computeIfAbsent(jar, ExtractedJar::make);
	}

	private static List<String> make(String jar) {
		Path original = Path.of(jar).toAbsolutePath().normalize();
		Path folder = original.resolveSibling("extracted-" + Runtime.version().feature());
		List<String> run = List.of("-jar", folder.resolve(original.getFileName()).toString());
		Path archive;
		try {
			archive = folder.resolve(checksum(original) + ".jsa");
			makeOnce(original, folder, archive, run);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while extracting " + jar, ex);
		}
		List<String> arguments = new ArrayList<>(List.of("-XX:SharedArchiveFile=" + archive));
		arguments.addAll(run);
		return arguments;
	}

	/** The tests run in several JVMs: one of them makes it. */
	private static void makeOnce(Path jar, Path folder, Path archive, List<String> run)
			throws IOException, InterruptedException {
		Path lock = folder.resolveSibling(folder.getFileName() + ".lock");
		try (FileChannel file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
			file.lock();
			if (!Files.exists(archive)) {
				FileSystemUtils.deleteRecursively(folder);
				extract(jar, folder);
				train(jar.getFileName().toString(), archive, run);
			}
		}
	}

	/** The build gives each jar the same date. */
	private static String checksum(Path jar) throws IOException {
		CRC32 checksum = new CRC32();
		checksum.update(Files.readAllBytes(jar));
		return Long.toHexString(checksum.getValue());
	}

	private static void extract(Path jar, Path folder) throws InterruptedException {
		JavaProcess tool = JavaProcess.java(jar.getFileName() + "-extract", Map.of(),
				List.of("-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", folder.toString()));
		if (tool.await(LIMIT_SECONDS) != 0) {
			throw new IllegalStateException("Not extracted, see " + tool.output());
		}
	}

	/** Java writes the archive when it ends. */
	private static void train(String name, Path archive, List<String> run) throws InterruptedException {
		List<String> arguments = new ArrayList<>(List.of("-XX:ArchiveClassesAtExit=" + archive));
		arguments.addAll(run);
		arguments.addAll(TRAINING);
		JavaProcess service = JavaProcess.java(name + "-training", Map.of(), arguments);
		Awaitility.await("A first start, see " + service.output())
			.atMost(Duration.ofSeconds(LIMIT_SECONDS))
			.until(() -> Files.readString(service.output()).contains(" Started "));
		service.terminate();
		service.await(LIMIT_SECONDS);
		if (!Files.exists(archive)) {
			throw new IllegalStateException("No archive of classes, see " + service.output());
		}
	}

}
