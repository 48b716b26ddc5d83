package io.realtimeclock.gateway;

import java.time.Duration;

import io.realtimeclock.tick.Tick;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.awaitility.Awaitility.await;

/**
 * A whole gateway on real parts, shared by all tests that don't configure their own. One
 * that is configured for a class of tests ends with it ({@code @DirtiesContext}), so that
 * the others have the machine for themselves.
 */
@SpringBootTest(useMainMethod = UseMainMethod.ALWAYS, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "management.server.port=0", "gateway.replica=${random.uuid}", "gateway.stale-after=1h",
				"gateway.max-age=2d", "gateway.drain-window=1s", "gateway.allowed-origins=https://wall.example.org",
				"gateway.max-connections-per-user=1000", "clock.zone=Europe/Madrid",
				// Its Redis never fails, but on a busy machine it may answer late
				"spring.data.redis.timeout=10s", "gateway.users.demo=" + RunningGateway.HASH,
				"gateway.users.other=" + RunningGateway.HASH })
public abstract class RunningGateway {

	/**
	 * The password {@code tick-tock}.
	 */
	public static final String HASH = "{bcrypt}$2a$04$yeDQkXLIWwyjNhHb6ZQqguornojY//fOE0L/Ez1WMIiLOJsUpmtAu";

	@Autowired
	private Environment environment;

	@DynamicPropertySource
	public static void parts(DynamicPropertyRegistry properties) {
		properties.add("spring.kafka.bootstrap-servers", () -> Source.broker().address());
		properties.add("spring.data.redis.host", () -> "127.0.0.1");
		properties.add("spring.data.redis.port", () -> Source.redis().port());
	}

	@BeforeEach
	protected void becomeReady() {
		await().atMost(Duration.ofSeconds(20)).until(() -> {
			Source.tick();
			return Http.get(port(), "/readyz").statusCode() == 200;
		});
	}

	public final int port() {
		return this.environment.getRequiredProperty("local.server.port", Integer.class);
	}

	public final int managementPort() {
		return this.environment.getRequiredProperty("local.management.port", Integer.class);
	}

	/**
	 * Connect a client that has seen the newest tick.
	 */
	public final WebSocketClient connect() {
		WebSocketClient client = WebSocketClient.connect(port());
		client.awaitTick(Source.tick());
		return client;
	}

	/**
	 * Publish the next tick and wait until a client has it.
	 */
	public static Tick tick(WebSocketClient client) {
		Tick tick = Source.tick();
		client.awaitTick(tick);
		return tick;
	}

}
