package io.realtimeclock.gateway.users;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.stereotype.Component;

/**
 * Logs the name of each user that comes from an environment variable: it is in lower case
 * with a dot for each underscore, so {@code GATEWAY_USERS_MARY_JANE} is
 * {@code mary.jane}.
 */
@Component
final class EnvironmentUsers {

	private static final Log logger = LogFactory.getLog(EnvironmentUsers.class);

	private static final ConfigurationPropertyName USERS = ConfigurationPropertyName.of("gateway.users");

	EnvironmentUsers(Environment environment) {
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
