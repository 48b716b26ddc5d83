package io.realtimeclock.settings;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Checks Spring's own settings that would start a service which is useless or open to
 * all.
 */
public final class SpringSettings {

	private static final int DEFAULT_PORT = 8080;

	/** Throw {@link InvalidSettingException} if a setting is wrong. */
	public SpringSettings(Environment environment) {
		Binder binder = Binder.get(environment);
		checkPorts(binder.bind("server.port", Integer.class).orElse(DEFAULT_PORT),
				optional(binder, "management.server.port", Integer.class));
		checkTimeout(binder, "spring.data.redis.timeout");
		checkTimeout(binder, "spring.data.redis.connect-timeout");
	}

	private static void checkPorts(int server, @Nullable Integer management) {
		InvalidSettingException.unless(server >= 0, "server.port", server, "Set a port, for example 8080.");
		boolean own = management != null && management >= 0 && (management != server || server == 0);
		InvalidSettingException.unless(own, "management.server.port", management,
				"Set a port of its own, other than server.port: whoever reaches it can end connections.");
	}

	private static void checkTimeout(Binder binder, String property) {
		Duration value = optional(binder, property, Duration.class);
		InvalidSettingException.unless(value == null || value.toMillis() > 0, property, value,
				"Set a positive time, for example 2s; without one a request waits for Redis for ever.");
	}

	private static <T> @Nullable T optional(Binder binder, String property, Class<T> type) {
		return binder.bind(property, type).orElse(null);
	}

}
