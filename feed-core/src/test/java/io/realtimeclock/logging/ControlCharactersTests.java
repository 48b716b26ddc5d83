package io.realtimeclock.logging;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ControlCharactersTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "a tick", "a\ttab", "ñ 時 👍", "C:\\new" })
	void leavesWhatIsHarmless(String text) {
		assertThat(ControlCharacters.escape(text)).isEqualTo(text);
	}

	@Test
	void writesOutWhatBeginsALineOrMovesACursor() {
		assertThat(ControlCharacters.escape("a\nb\r\nc\u0085d\u2028e\u2029f\u001b[2Kg\u0000"))
			.isEqualTo("a\\nb\\r\\nc\\u0085d\\u2028e\\u2029f\\u001b[2Kg\\u0000");
	}

	@Test
	void writesOutWhatTurnsTheDirectionOfWriting() {
		assertThat(ControlCharacters.escape("a\u202eb\u2066c")).isEqualTo("a\\u202eb\\u2066c");
	}

}
