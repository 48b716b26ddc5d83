package io.realtimeclock.benchmark.report;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProvenanceTests {

	@Test
	void machineIncludesProcessorCongestionControlAndJvmFlags() {
		assertThat(Provenance.machine()).matches("\\d+ cores of .+ \\(.+, family .+, model .+\\), \\d+ GB, Linux \\S+,"
				+ " TCP congestion control \\w+, Java \\S+ \\(.+\\), load client's JVM flags: `.*`");
	}

}
