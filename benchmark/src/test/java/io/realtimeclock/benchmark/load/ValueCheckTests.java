package io.realtimeclock.benchmark.load;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ValueCheckTests {

	private static final int KEYS = 3;

	private final Counters counters = new Counters();

	private final ValueCheck check = new ValueCheck(KEYS);

	@Test
	void isCompleteOnceEachKeyHasAValue() {
		receive(7, 1);
		receive(7, 2);
		receive(8, 1);
		assertThat(this.check.isComplete()).isFalse();
		assertThat(this.check.lastSequence()).isZero();
		receive(15, 1);
		assertThat(this.check.isComplete()).isTrue();
		assertThat(this.counters.received().untilTick().count()).isOne();
	}

	@Test
	void checksEachKeyByItself() {
		receive(7, 5);
		receive(15, 1);
		receive(23, 1);
		receive(7, 6);
		receive(15, 4);
		receive(23, 1);
		receive(7, 5);
		Received received = this.counters.received();
		assertThat(received.frames()).isEqualTo(7);
		assertThat(received.missed()).isEqualTo(2);
		assertThat(received.duplicates()).isOne();
		assertThat(received.backward()).isOne();
	}

	@Test
	void lastSequenceIsThatOfTheSlowestKey() {
		receive(7, 5);
		receive(15, 3);
		receive(23, 9);
		assertThat(this.check.lastSequence()).isEqualTo(3);
		assertThat(this.check.isLagging(5)).isFalse();
		assertThat(this.check.isLagging(6)).isTrue();
	}

	@Test
	void oneMessageMayHaveTheValuesOfSeveralKeys() {
		String message = "MSG k00007 1 71\r\n" + value(7, 1) + "\r\nMSG k00008 1 71\r\n" + value(8, 1) + "\r\n";
		assertThat(accept(message)).isTrue();
		assertThat(this.check.isComplete()).isFalse();
		assertThat(accept("MSG k00015 1 71\r\n" + value(15, 1) + "\r\n")).isTrue();
		assertThat(this.check.isComplete()).isTrue();
		assertThat(this.counters.received().frames()).isEqualTo(3);
	}

	@Test
	void messageWithoutKeyIsNotAValue() {
		assertThat(accept("{\"snapshot\":\"complete\",\"silence\":45000}")).isFalse();
		assertThat(this.counters.received().frames()).isZero();
	}

	private void receive(int key, int sequence) {
		assertThat(accept(value(key, sequence))).isTrue();
	}

	private static String value(int key, int sequence) {
		return "{\"key\":\"k%05d\",\"value\":{\"sequence\":%d,\"sent\":1764345678123456},\"timestamp\":\"…\"}"
			.formatted(key, sequence);
	}

	private boolean accept(String text) {
		return this.check.accept(StandardCharsets.UTF_8.encode(text), this.counters);
	}

}
