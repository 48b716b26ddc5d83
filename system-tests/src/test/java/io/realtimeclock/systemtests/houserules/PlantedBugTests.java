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
 * The patches of {@code system-tests/planted}, and those for the schedules, still apply.
 * Their bugs are planted by hand only.
 */
@Requires(Part.GIT)
class PlantedBugTests {

	private static final List<Path> FOLDERS = List.of(Path.of("planted"),
			Documents.ROOT.resolve("gateway-service/src/schedules/broken"));

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
		try (Stream<Path> planted = Files.list(FOLDERS.get(0)); Stream<Path> schedules = Files.list(FOLDERS.get(1))) {
			return Stream.concat(planted, schedules)
				.filter((file) -> file.toString().endsWith(".patch"))
				.sorted()
				.toList();
		}
	}

}
