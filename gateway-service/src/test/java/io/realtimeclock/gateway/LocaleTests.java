package io.realtimeclock.gateway;

import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a gateway says to programs on a machine whose locale has other digits.
 */
class LocaleTests extends RunningGateway {

	private final Locale machines = Locale.getDefault();

	@AfterEach
	void restore() {
		Locale.setDefault(this.machines);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ar-EG-u-nu-arab", "fa-IR-u-nu-arabext", "th-TH-u-nu-thai", "tr-TR" })
	void digitsAndLettersAreThoseOfAscii(String locale) {
		Locale.setDefault(Locale.forLanguageTag(locale));
		assertThat(Http.get(port(), "/", "X-Long", "x".repeat(20_000)).body()).as("refused by the server")
			.contains("\"status\":431");
		assertThat(Http.get(port(), "/api/initial_state").body()).contains("\"status\":401");
		try (WebSocketClient client = connect()) {
			tick(client);
		}
		String state = Http.get(port(), "/api/initial_state", "Authorization", Http.basic("demo")).body();
		assertThat(state).matches("\\A\\p{ASCII}+\\z");
	}

}
