package io.realtimeclock.gateway;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.sun.management.UnixOperatingSystemMXBean;
import io.realtimeclock.settings.InvalidSettingException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.security.config.oauth2.client.CommonOAuth2Provider;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

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
			.ifBound((timeout) -> InvalidSettingException.unlessBetween("spring.data.redis.timeout", timeout, "1ms",
					"1h"));
		Binder.get(environment)
			.bind("spring.security.oauth2.resourceserver.jwt.issuer-uri", String.class)
			.ifBound((issuer) -> checkUrl("spring.security.oauth2.resourceserver.jwt.issuer-uri", issuer));
		Binder.get(environment)
			.bind("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", String.class)
			.ifBound((keys) -> checkUrl("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", keys));
		Binder.get(environment)
			.bind("spring.security.oauth2.client", OAuth2ClientProperties.class)
			.ifBound((clients) -> {
				clients.getProvider().forEach(StartChecks::checkProvider);
				clients.getRegistration()
					.forEach((name, client) -> checkClient(name, client, clients.getProvider().keySet()));
			});
		checkFiles(properties.maxConnections());
		EnvironmentUsers.log(environment);
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
			checkUrl("spring.security.oauth2.client.provider." + name + ".issuer-uri", provider.getIssuerUri());
		}
	}

	private static void checkClient(String name, OAuth2ClientProperties.Registration client, Set<String> providers) {
		String registration = "spring.security.oauth2.client.registration." + name;
		InvalidSettingException.unless(StringUtils.hasText(client.getClientId()), registration + ".client-id",
				client.getClientId(), "Set the id that this gateway has at the provider.");
		String provider = (client.getProvider() != null) ? client.getProvider() : name;
		InvalidSettingException.unless(providers.contains(provider) || isCommon(provider), registration + ".provider",
				client.getProvider(), "Set spring.security.oauth2.client.provider." + provider
						+ ".issuer-uri to the provider's URL, or name a provider that is configured.");
	}

	private static boolean isCommon(String provider) {
		return Stream.of(CommonOAuth2Provider.values()).anyMatch((common) -> common.name().equalsIgnoreCase(provider));
	}

	private static void checkUrl(String property, String url) {
		InvalidSettingException.unless(isUrl(url), property, url,
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

	/**
	 * Logs the name of each user that comes from an environment variable: it is in lower
	 * case with a dot for each underscore, so {@code GATEWAY_USERS_MARY_JANE} is
	 * {@code mary.jane}.
	 */
	static final class EnvironmentUsers {

		private static final ConfigurationPropertyName USERS = ConfigurationPropertyName.of("gateway.users");

		private EnvironmentUsers() {
		}

		static void log(Environment environment) {
			for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
				if (source instanceof IterableConfigurationPropertySource names) {
					names.stream().filter(USERS::isAncestorOf).forEach((name) -> log(name, source));
				}
			}
		}

		private static void log(ConfigurationPropertyName name, ConfigurationPropertySource source) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null && property.getOrigin() instanceof PropertySourceOrigin origin
					&& origin.getPropertySource() instanceof SystemEnvironmentPropertySource) {
				logger.info("The variable " + origin.getPropertyName() + " sets the user '"
						+ name.subName(USERS.getNumberOfElements()) + "'");
			}
		}

	}

}
