package io.realtimeclock.gateway.admission;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import io.realtimeclock.gateway.admission.Admission.Permit;
import io.realtimeclock.redis.RedisUnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConnectionRegistryTests {

	private final RegistryServer server = new RegistryServer();

	private final StringRedisTemplate redis = this.server.redis();

	private final ConnectionRegistry registry = this.server.registry("one", Duration.ofSeconds(30));

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void whatIsRewrittenExpiresHoweverMuchItIs() {
		for (int count : List.of(0, 1, 5_000, 3)) {
			this.registry.rewrite(permits(count));
			assertThat(hashes()).hasSize(1).allSatisfy(this::expires);
			assertThat(this.redis.opsForHash()
				.keys(hashes().get(0))
				.stream()
				.filter((field) -> field.toString().startsWith("socket:"))).hasSize(count);
		}
	}

	@Test
	void whatIsTakenAndGivenBackExpires() {
		Permit permit = permits(1).get(0);
		this.registry.acquire(permit);
		assertThat(hashes()).hasSize(1).allSatisfy(this::expires);
		this.registry.release(List.of(permit));
		assertThat(hashes()).allSatisfy(this::expires);
	}

	@Test
	void nothingIsLeftOfASessionAndAUserWithoutSockets() {
		List<Permit> permits = permits(300);
		this.registry.rewrite(permits);
		this.registry.release(permits.subList(0, 150));
		permits.subList(150, 300).forEach((permit) -> this.registry.release(List.of(permit)));
		this.registry.release(permits);
		assertThat(this.redis.opsForHash().entries(hashes().get(0))).containsOnlyKeys("complete");
	}

	@Test
	void aFullServerKeepsNothingThatDoesNotExpire() {
		this.registry.rewrite(permits(3));
		configure("maxmemory", "1kb");
		assertThatExceptionOfType(RedisUnavailableException.class)
			.isThrownBy(() -> this.registry.acquire(permits(1).get(0)));
		assertThat(hashes()).hasSize(1).allSatisfy(this::expires);
		// Its first command frees memory, after which Redis stops no script
		this.registry.rewrite(permits(5_000));
		assertThat(hashes()).hasSize(1).allSatisfy(this::expires);
	}

	private void expires(String key) {
		assertThat(this.redis.getExpire(key)).isBetween(20L, 30L);
	}

	private List<String> hashes() {
		return List.copyOf(this.server.hashes());
	}

	private void configure(String setting, String value) {
		this.redis.getRequiredConnectionFactory().getConnection().serverCommands().setConfig(setting, value);
	}

	private static List<Permit> permits(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> Permit.of("user" + i % 100, "session:" + i % 200, "192.0.2.7", Instant.now()))
			.toList();
	}

}
