package io.realtimeclock.systemtests.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.realtimeclock.systemtests.ClockSystem;
import io.realtimeclock.systemtests.Console;
import io.realtimeclock.systemtests.Frame;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each row of hostile input is answered as it must be, while another client misses
 * nothing and the gateway does not grow.
 */
@Tag("hostile")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputIT {

	private static final int GROWTH_MEGABYTES = 64;

	private final HostileReport report = new HostileReport();

	@SuppressWarnings("NullAway.Init")
	private Victim victim;

	private long residentBefore;

	@BeforeAll
	void start() throws IOException {
		this.victim = Victim.start();
		this.victim.bystander().awaitLive(4, Duration.ofSeconds(10));
		this.residentBefore = this.victim.residentMegabytes();
	}

	@AfterAll
	void stop() throws IOException {
		Console.print("%d rows of hostile input; the gateway grew from %d to %d MB".formatted(this.report.size(),
				this.residentBefore, this.victim.residentMegabytes()));
		this.victim.close();
	}

	static Stream<Row> rows() {
		return Stream
			.of(RecordRows.rows(), HandshakeRows.rows(), FrameRows.rows(), SlowRows.rows(), SessionRows.rows(),
					VolumeRows.rows())
			.flatMap(List::stream);
	}

	@ParameterizedTest
	@MethodSource("rows")
	void isAnsweredAndDisturbsNobody(Row row) throws Exception {
		int before = this.victim.bystander().live().size();
		String answer = row.attack().on(this.victim);
		this.victim.bystander().awaitLive(before + 1, Duration.ofSeconds(5));
		long missed = missed(this.victim.bystander().live());
		long grown = this.victim.residentMegabytes() - this.residentBefore;
		this.report.add(row, answer, missed, grown);
		assertThat(answer).matches(row.answer());
		assertThat(missed).as("ticks that another client missed").isZero();
		assertThat(grown).as("MB that the gateway has grown since the first row").isLessThan(GROWTH_MEGABYTES);
		assertThat(this.victim.gateway().isAlive()).isTrue();
	}

	@Test
	void leavesNoSecretInTheLog() throws IOException {
		String log = Files.readString(this.victim.gateway().output());
		assertThat(log).contains("Started GatewayApplication")
			.doesNotContain(ClockSystem.PASSWORD, Request.LOGIN, "SESSION=");
	}

	private static long missed(List<Frame> live) {
		long missed = 0;
		for (int i = 1; i < live.size(); i++) {
			missed += live.get(i).sequence() - live.get(i - 1).sequence() - 1;
		}
		return missed;
	}

}
