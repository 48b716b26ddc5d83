package io.realtimeclock.logging;

import java.util.List;

import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ForgedLogLineTests {

	private static final String INPUT = "a\n2026-11-28T06:00:00.000Z  WARN forged";

	@Test
	void aMessageStaysOnItsLine(CapturedOutput output) {
		start();
		LogFactory.getLog("test").warn("Skipped " + INPUT);
		assertThat(output.getAll()).contains("Skipped a\\n2026");
		assertThat(output.getAll().lines()).noneMatch((line) -> line.startsWith("2026-11-28T06:00:00.000Z"));
	}

	@Test
	void theMessagesOfAnExceptionAndOfItsCausesStayOnTheirLines(CapturedOutput output) {
		start();
		Exception failure = new IllegalStateException("b" + INPUT, new IllegalArgumentException("c" + INPUT));
		failure.addSuppressed(new IllegalArgumentException("d" + INPUT));
		LogFactory.getLog("test").error("Failed", failure);
		assertThat(output.getAll()).contains("IllegalStateException: ba\\n2026",
				"Caused by: java.lang.IllegalArgumentException: ca\\n2026", "IllegalArgumentException: da\\n2026",
				System.lineSeparator() + "\tat ");
		assertThat(output.getAll().lines()).noneMatch((line) -> line.startsWith("2026-11-28T06:00:00.000Z"));
	}

	@Test
	void aStructuredLogIsJsonAsBefore(CapturedOutput output) {
		start("--logging.structured.format.console=ecs");
		LogFactory.getLog("test").warn("Skipped " + INPUT);
		assertThat(List.of(output.getAll().split("\\R"))).last()
			.asString()
			.startsWith("{")
			.contains("\"message\":\"Skipped a\\n2026");
	}

	private static void start(String... arguments) {
		SpringApplication application = new SpringApplicationBuilder(ForgedLogLineTests.class)
			.web(WebApplicationType.NONE)
			.build();
		application.run(arguments).close();
	}

}
