package io.realtimeclock.systemtests.hostile;

import java.io.IOException;
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
 * nothing. They have a gateway of their own, since they fill its heap of 128 MB once, and
 * the other rows could not tell that from a leak.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRecordsIT {

	private final HostileReport report = new HostileReport("hostile-records.md");

	@SuppressWarnings("NullAway.Init")
	private Victim victim;

	@BeforeAll
	void start() throws IOException {
		this.victim = Victim.start("hostile-records");
	}

	@AfterAll
	void stop() throws IOException {
		Console.print("%d rows of hostile records; %s".formatted(this.report.size(), this.victim.growth()));
		this.victim.close();
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
