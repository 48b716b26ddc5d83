package io.realtimeclock.gateway;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;

import com.sun.management.UnixOperatingSystemMXBean;
import io.realtimeclock.settings.InvalidSettingException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Checks settings that depend on others, on Spring's or on the process's limits. */
@Component
final class StartChecks {

	private static final Log logger = LogFactory.getLog(StartChecks.class);

	private static final Duration SHORTEST_SESSION = Duration.ofSeconds(2);

	private static final Duration LONGEST_SESSION = Duration.ofDays(3650);

	/** Files other than clients: jars, Kafka, Redis, requests. */
	private static final int OTHER_FILES = 500;

	StartChecks(Environment environment, GatewayProperties properties) {
		for (String property : new String[] { "spring.session.timeout", "server.servlet.session.timeout" }) {
			Binder.get(environment)
				.bind(property, Duration.class)
				.ifBound((timeout) -> checkSession(property, timeout, properties.sessionLife()));
		}
		Binder.get(environment)
			.bind("spring.data.redis.timeout", Duration.class)
			.ifBound((timeout) -> InvalidSettingException.unless(timeout.toMillis() > 0, "spring.data.redis.timeout",
					timeout, "Set a positive time, for example 2s; without one a request waits for Redis for ever."));
		Binder.get(environment)
			.bind("spring.security.oauth2.resourceserver.jwt.issuer-uri", String.class)
			.ifBound((issuer) -> checkIssuer("spring.security.oauth2.resourceserver.jwt.issuer-uri", issuer));
		Binder.get(environment)
			.bind("spring.security.oauth2.client", OAuth2ClientProperties.class)
			.ifBound((clients) -> clients.getProvider().forEach(StartChecks::checkProvider));
		checkFiles(properties.maxConnections());
	}

	private static void checkSession(String property, Duration timeout, Duration life) {
		boolean valid = timeout.compareTo(SHORTEST_SESSION) >= 0 && timeout.compareTo(LONGEST_SESSION) <= 0;
		InvalidSettingException.unless(valid, property, timeout,
				"Set a time from 2s to 3650d, for example 30m; with less no login lasts until the next page.");
		if (timeout.compareTo(life) > 0) {
			logger.warn("The property " + property + " is '" + timeout + "', but gateway.session-life ends each login"
					+ " after " + life);
		}
	}

	private static void checkProvider(String name, OAuth2ClientProperties.Provider provider) {
		if (provider.getIssuerUri() != null) {
			checkIssuer("spring.security.oauth2.client.provider." + name + ".issuer-uri", provider.getIssuerUri());
		}
	}

	private static void checkIssuer(String property, String issuer) {
		InvalidSettingException.unless(isUrl(issuer), property, issuer,
				"Set the provider's URL, for example https://login.example.org/realms/clock.");
	}

	private static boolean isUrl(String text) {
		try {
			URI uri = new URI(text);
			return uri.getHost() != null && List.of("http", "https").contains(uri.getScheme());
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	private static void checkFiles(int maxConnections) {
		if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
			long files = system.getMaxFileDescriptorCount();
			if (files < (long) maxConnections + OTHER_FILES) {
				logger.warn("The property gateway.max-connections is '" + maxConnections + "', but this process may"
						+ " open only " + files
						+ " files. Raise the limit (ulimit -n, LimitNOFILE) or lower the property.");
			}
		}
	}

}
