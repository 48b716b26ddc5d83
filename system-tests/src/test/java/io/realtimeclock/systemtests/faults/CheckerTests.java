package io.realtimeclock.systemtests.faults;

import io.realtimeclock.systemtests.Part;
import io.realtimeclock.systemtests.Requires;
import io.realtimeclock.systemtests.Script;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Requires(Part.PYTHON_ALONE)
class CheckerTests {

	@Test
	void findsWhatBreaksAnInvariantAndNothingElse() throws Exception {
		try (Script tests = Script.run("python3", "checker/test_check.py")) {
			assertThat(tests.await(60)).as(() -> String.join("\n", tests.lines())).isZero();
			assertThat(tests.lines()).last().isEqualTo("OK");
		}
	}

}
