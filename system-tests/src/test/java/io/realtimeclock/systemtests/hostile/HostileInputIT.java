package io.realtimeclock.systemtests.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

import io.realtimeclock.systemtests.ClockSystem;
import io.realtimeclock.systemtests.Console;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each row of hostile input gets the expected response, while another client misses no
 * tick and the gateway does not grow.
 */
@Tag("long")
@Tag("alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputIT {

	private final HostileReport report = new HostileReport("hostile-input.md");

	@SuppressWarnings("NullAway.Init")
	private Victim victim;

	@BeforeAll
	void start() throws Exception {
		this.victim = Victim.start("hostile");
	}

	@AfterAll
	void stop() throws Exception {
		try (Victim gateway = this.victim) {
			Console.print("%d rows of hostile input; %s".formatted(this.report.size(), gateway.growth()));
		}
	}

	static Stream<Row> rows() {
		return Stream
			.of(HandshakeRows.rows(), FrameRows.rows(), SlowRows.rows(), SessionRows.rows(), VolumeRows.rows(),
					OutageRows.rows())
			.flatMap(List::stream);
	}

	@ParameterizedTest
	@MethodSource("rows")
	void isAnsweredAndDisturbsNobody(Row row) throws Exception {
		this.victim.withstands(row, this.report);
	}

	@Test
	void leavesNoSecretInTheLog() throws IOException {
		String log = Files.readString(this.victim.gateway().output());
		assertThat(log).contains("Started GatewayApplication")
			.doesNotContain(ClockSystem.PASSWORD, Request.LOGIN, "SESSION=");
	}

}
