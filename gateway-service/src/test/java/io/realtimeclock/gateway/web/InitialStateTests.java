package io.realtimeclock.gateway.web;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.tick.Tick;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class InitialStateTests extends RunningGateway {

	private static final String KEY = "time";

	@Autowired
	private StringRedisTemplate redis;

	@AfterEach
	void forget() {
		this.redis.delete(KEY);
	}

	@Test
	void answersWithTheTickInRedis() {
		Tick tick = Source.GRID.at(Instant.now());
		store(tick);
		HttpResponse<String> answer = ask();
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(answer.body()).endsWith("\"sequence\":" + tick.sequence() + "}");
	}

	@Test
	void marksATickThatIsTooOldToBeShownAsLive() {
		store(Source.GRID.at(Instant.parse("2026-11-20T18:07:58Z")));
		assertThat(ask().body()).isEqualTo(
				"{\"current\":\"19:07:58\",\"instant\":\"2026-11-20T18:07:58.000Z\",\"sequence\":3590396156,\"stale\":true}");
	}

	@Test
	void saysThatNothingIsKnown() {
		this.redis.delete(KEY);
		assertProblem(ask(), 503);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "garbage", "{}", "{\"sequence\":1,\"instant\":\"2026-11-23T18:07:57.500Z\"}" })
	void takesWhatIsNoTickForNothing(String stored) {
		this.redis.opsForValue().set(KEY, stored);
		assertProblem(ask(), 503);
	}

	@Test
	void asksForALogin() {
		assertProblem(Http.get(port(), "/api/initial_state"), 401);
	}

	private void store(Tick tick) {
		this.redis.opsForValue().set(KEY, new String(Source.CODEC.encode(tick), StandardCharsets.UTF_8));
	}

	private HttpResponse<String> ask() {
		return Http.get(port(), "/api/initial_state", "Authorization", Http.basic("demo"));
	}

	private static void assertProblem(HttpResponse<String> answer, int status) {
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("application/problem+json"));
		assertThat(answer.body()).contains("\"status\":" + status).contains("\"instance\":\"/api/initial_state\"");
	}

}
