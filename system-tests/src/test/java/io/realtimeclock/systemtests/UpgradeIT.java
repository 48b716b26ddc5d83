package io.realtimeclock.systemtests;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import io.realtimeclock.testsupport.FreePorts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A gateway of this version beside one of an earlier version, on the same Redis, as
 * during a rolling upgrade or its rollback.
 */
@Tag("faults")
@EnabledIfSystemProperty(named = "previous.jar", matches = ".+",
		disabledReason = "-Dprevious.jar names no gateway-service.jar of an earlier version")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpgradeIT {

	@SuppressWarnings("NullAway.Init")
	private OwnSystem system;

	@SuppressWarnings("NullAway.Init")
	private ServiceProcess previous;

	@BeforeAll
	void start() throws IOException {
		this.system = OwnSystem.running("upgrade", Map.of());
		Map<String, String> settings = new HashMap<>(this.system.addresses().environment());
		settings.putAll(Map.of("GATEWAY_REPLICA", "previous", "SPRING_SECURITY_USER_NAME", ClockSystem.USER,
				"SPRING_SECURITY_USER_PASSWORD", ClockSystem.PASSWORD));
		this.previous = ServiceProcess.start("gateway-previous", "previous.jar", FreePorts.next(), settings)
			.awaitReady();
	}

	@AfterAll
	void stop() throws IOException {
		this.previous.close();
		this.system.close();
	}

	@Test
	void thisVersionTakesASessionOfThePreviousOneForNoneAndAcceptsANewLogin() throws Exception {
		assertThatLoginIsAskedForAgain(this.previous, this.system.gateway());
	}

	@Test
	void thePreviousVersionTakesASessionOfThisOneForNoneAndAcceptsANewLogin() throws Exception {
		assertThatLoginIsAskedForAgain(this.system.gateway(), this.previous);
	}

	private static void assertThatLoginIsAskedForAgain(ServiceProcess first, ServiceProcess second) throws Exception {
		Session browser = Session.logIn(first);
		assertThat(browser.get(second, "/api/initial_state").statusCode()).isEqualTo(401);
		assertThat(second.status("/livez")).isEqualTo(200);
		assertThat(second.status("/readyz")).isEqualTo(200);
		assertThat(browser.logInTo(second::uri).headers().firstValue("Location"))
			.hasValueSatisfying((page) -> assertThat(page).doesNotContain("error"));
		assertThat(browser.get(second, "/api/initial_state").statusCode()).isEqualTo(200);
	}

}
