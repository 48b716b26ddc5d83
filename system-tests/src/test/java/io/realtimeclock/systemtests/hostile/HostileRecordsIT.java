package io.realtimeclock.systemtests.hostile;

import java.util.List;

import io.realtimeclock.systemtests.Console;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each row of hostile records in the topic is read or refused, while a client misses
 * nothing.
 */
@Tag("long")
@Tag("alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRecordsIT {

	private final HostileReport report = new HostileReport("hostile-records.md");

	@SuppressWarnings("NullAway.Init")
	private Victim victim;

	@BeforeAll
	void start() throws Exception {
		this.victim = Victim.start("hostile-records");
	}

	@AfterAll
	void stop() throws Exception {
		try (Victim gateway = this.victim) {
			Console.print("%d rows of hostile records; %s".formatted(this.report.size(), gateway.growth()));
		}
	}

	static List<Row> rows() {
		return RecordRows.rows();
	}

	@ParameterizedTest
	@MethodSource("rows")
	void isReadOrRefusedAndDisturbsNobody(Row row) throws Exception {
		this.victim.withstands(row, this.report);
	}

}
