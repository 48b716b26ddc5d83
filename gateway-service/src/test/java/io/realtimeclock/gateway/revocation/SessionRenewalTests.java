package io.realtimeclock.gateway.revocation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import io.realtimeclock.testsupport.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/** When the session of an open socket is renewed. */
class SessionRenewalTests {

	private static final String SESSION = "session";

	@SuppressWarnings("NullAway.Init")
	private static RedisServer server;

	@SuppressWarnings("NullAway.Init")
	private static RedisClient client;

	@SuppressWarnings("NullAway.Init")
	private static RedisCommands<String, String> redis;

	@BeforeAll
	static void start() {
		server = RedisServer.start();
		client = RedisClient.create("redis://127.0.0.1:" + server.port());
		redis = client.connect().sync();
	}

	@AfterAll
	static void stop() throws IOException {
		client.shutdown();
		server.close();
	}

	@Test
	void isRenewedOnceHalfOfItsTimeIsOver() throws IOException {
		session(1800, 899_000);
		assertThat(use()).isBetween(890_000L, 899_000L);
		assertThat(redis.pttl(SESSION)).isBetween(1_790_000L, 1_800_000L);
		assertThat(Long.parseLong(redis.hget(SESSION, "lastAccessedTime"))).as("by the clock of Redis")
			.isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis());
	}

	@Test
	void isNotRenewedBefore() throws IOException {
		session(1800, 1_000_000);
		assertThat(use()).as("half of it, and one check before").isBetween(90_000L, 99_000L);
		assertThat(redis.pttl(SESSION)).isBetween(990_000L, 1_000_000L);
		assertThat(redis.hget(SESSION, "lastAccessedTime")).isNull();
	}

	@Test
	void isRenewedEarlierIfItCouldEndBeforeTheNextCheckOrShortlyAfter() throws IOException {
		session(2, 1_500);
		assertThat(use()).as("at the next check again").isZero();
		assertThat(redis.pttl(SESSION)).isBetween(1_600L, 2_000L);
	}

	@Test
	void whatIsNoSessionIsNotRenewed() throws IOException {
		redis.del(SESSION);
		assertThat(use()).isEqualTo(-1);
		redis.set(SESSION, "garbage");
		assertThat(use()).isEqualTo(-1);
	}

	private static void session(int idleSeconds, long leftMillis) {
		redis.del(SESSION);
		redis.hset(SESSION, Map.of("maxInactiveInterval", Integer.toString(idleSeconds)));
		redis.pexpire(SESSION, leftMillis);
	}

	private static long use() throws IOException {
		String script = new ClassPathResource("logins/use.lua").getContentAsString(StandardCharsets.UTF_8);
		Long millis = redis.eval(script, ScriptOutputType.INTEGER, new String[] { SESSION },
				Long.toString(SessionRevalidation.PERIOD_MILLIS));
		return millis;
	}

}
