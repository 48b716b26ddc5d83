package io.realtimeclock.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The README's commands for clients without a browser.
 */
@Tag("long")
@Requires({ Part.NPM, Part.PYTHON })
@ExtendWith(EmbeddedSystem.class)
class ExamplesIT {

	private static final Pattern TIME = Pattern.compile("\\b\\d\\d:\\d\\d:\\d\\d\\b");

	@ParameterizedTest
	@ValueSource(strings = { "npx", "python3" })
	void ticksArePrinted(String program, ClockSystem system) throws IOException {
		try (Script script = Script.typed(line(program, system))) {
			await(program).atMost(Duration.ofMinutes(1)).until(() -> times(script) > 3);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = "curl")
	void theTimeIsPrinted(String program, ClockSystem system) throws Exception {
		try (Script script = Script.typed(line(program, system) + "; echo")) {
			assertThat(script.await(10)).isZero();
			assertThat(times(script)).isOne();
		}
	}

	private static long times(Script script) {
		return script.lines().stream().filter((line) -> TIME.matcher(line).find()).count();
	}

	private static String line(String program, ClockSystem system) throws IOException {
		List<String> lines = Files.readAllLines(Path.of("..", "README.md"));
		return lines.stream()
			.filter((line) -> line.startsWith(program + " "))
			.findFirst()
			.orElseThrow()
			.replace("demo:demo", ClockSystem.USER + ":" + ClockSystem.PASSWORD)
			.replace("localhost:8080", "localhost:" + system.first().port());
	}

}
