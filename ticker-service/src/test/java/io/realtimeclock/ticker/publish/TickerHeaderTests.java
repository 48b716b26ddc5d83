package io.realtimeclock.ticker.publish;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TickerHeaderTests {

	@Test
	void namesItsMachineInPrintableAsciiOnly() {
		assertThat(TickerHeader.printable("ticker-7d9f")).isEqualTo("ticker-7d9f");
		assertThat(TickerHeader.printable("a\nb\u001b[2Jh\u00f6st")).isEqualTo("a?b?[2Jh?st");
	}

	@Test
	void isBounded() {
		assertThat(TickerHeader.printable("x".repeat(5000))).hasSize(100);
	}

}
