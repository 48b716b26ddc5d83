package io.realtimeclock.systemtests.houserules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.realtimeclock.systemtests.Part;
import io.realtimeclock.systemtests.Requires;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The patches of {@code system-tests/planted} still apply. Their bugs are planted by hand
 * only.
 */
@Requires(Part.GIT)
class PlantedBugTests {

	private static final Path FOLDER = Path.of("planted");

	private static final String TESTS = "Tests: ";

	@ParameterizedTest
	@MethodSource("patches")
	void canBePlanted(Path patch) throws IOException, InterruptedException {
		Process git = new ProcessBuilder("git", "apply", "--check", patch.toAbsolutePath().toString())
			.directory(Documents.ROOT.toFile())
			.redirectErrorStream(true)
			.start();
		String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(git.waitFor()).as(output).isZero();
	}

	@ParameterizedTest
	@MethodSource("patches")
	void namesTestsThatAreThere(Path patch) throws IOException {
		List<String> lines = Files.readAllLines(patch);
		assertThat(lines.get(1)).startsWith(TESTS);
		String sources = Documents.texts(".", "Tests.java");
		assertThat(lines.get(1).substring(TESTS.length()).split(",")).isNotEmpty()
			.allSatisfy((test) -> assertThat(sources).contains("class " + test + " "));
	}

	static List<Path> patches() throws IOException {
		try (Stream<Path> files = Files.list(FOLDER)) {
			return files.filter((file) -> file.toString().endsWith(".patch")).sorted().toList();
		}
	}

}
