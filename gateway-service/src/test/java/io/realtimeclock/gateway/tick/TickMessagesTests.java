package io.realtimeclock.gateway.tick;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Tick;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

class TickMessagesTests {

	private static final Tick TICK = tick("2026-11-23T18:07:57.500Z");

	private static final JsonMapper JSON = new JsonMapper();

	private final TickMessages messages = messages("Europe/Madrid");

	@Test
	void showsALiveTickToPeopleFirstAndThenToPrograms() {
		assertThat(json(this.messages.live(TICK))).isEqualTo(
				"{\"message\":{\"time\":\"19:07:57\",\"instant\":\"2026-11-23T18:07:57.500Z\",\"sequence\":3590914555}}");
	}

	@Test
	void keepsTheMillisecondsOfAWholeSecond() {
		Tick whole = tick("2026-11-23T18:07:58.000Z");
		assertThat(json(this.messages.live(whole))).contains("\"instant\":\"2026-11-23T18:07:58.000Z\"");
		assertThat(json(this.messages.current(whole, false))).contains("\"instant\":\"2026-11-23T18:07:58.000Z\"");
	}

	@Test
	void repeatsTheLastTickAsStale() {
		assertThat(json(this.messages.stale(TICK))).isEqualTo("{\"message\":{\"time\":\"19:07:57\","
				+ "\"instant\":\"2026-11-23T18:07:57.500Z\",\"sequence\":3590914555,\"stale\":true}}");
	}

	@Test
	void showsNoTimeUntilOneIsKnown() {
		assertThat(json(this.messages.stale(null))).isEqualTo("{\"message\":{\"time\":\"--:--:--\",\"stale\":true}}");
	}

	@Test
	void answersARequestWithTheCurrentTime() {
		assertThat(json(this.messages.current(TICK, false)))
			.isEqualTo("{\"current\":\"19:07:57\",\"instant\":\"2026-11-23T18:07:57.500Z\",\"sequence\":3590914555}");
	}

	@Test
	void followsTheZoneAndItsSummerTime() {
		Tick summer = tick("2026-07-01T22:30:00.000Z");
		assertThat(this.messages.current(summer, false).current()).isEqualTo("00:30:00");
		assertThat(messages("UTC").current(summer, false).current()).isEqualTo("22:30:00");
		assertThat(messages("Asia/Kolkata").current(summer, false).current()).isEqualTo("04:00:00");
	}

	@Test
	void marksAnAnswerThatIsTooOldToBeLive() {
		assertThat(json(this.messages.current(TICK, true))).endsWith("\"sequence\":3590914555,\"stale\":true}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "fa-IR-u-nu-arabext", "ar-EG-u-nu-arab", "th-TH-u-nu-thai", "th-TH-u-ca-buddhist" })
	void writesTheSameDigitsInWhateverLocaleTheMachineHas(String locale) {
		Locale before = Locale.getDefault();
		try {
			Locale.setDefault(Locale.forLanguageTag(locale));
			assertThat(json(messages("Europe/Madrid").live(TICK))).isEqualTo(
					"{\"message\":{\"time\":\"19:07:57\",\"instant\":\"2026-11-23T18:07:57.500Z\",\"sequence\":3590914555}}");
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void encodesMessagesBeforeTheFirstTickComes() {
		JsonMapper mapper = spy(new JsonMapper());
		new TickMessages(new ClockProperties(Duration.ofMillis(500), null), mapper).afterSingletonsInstantiated();
		verify(mapper, times(300)).writeValueAsBytes(any());
	}

	private static String json(byte[] message) {
		return new String(message, StandardCharsets.UTF_8);
	}

	private static String json(LatestTick.CurrentTime answer) {
		return JSON.writeValueAsString(answer);
	}

	private static TickMessages messages(String zone) {
		return new TickMessages(new ClockProperties(Duration.ofMillis(500), zone), JSON);
	}

	private static Tick tick(String instant) {
		return new ClockProperties(Duration.ofMillis(500), null).grid().at(Instant.parse(instant));
	}

}
