package io.realtimeclock.gateway.feeds;

import java.util.Set;
import java.util.regex.Pattern;

import io.realtimeclock.settings.InvalidSettingException;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Refuses the start for wrong settings of a feed, before the web server is created, and
 * for properties that do not exist. Spring ignores those, also in an environment
 * variable, where a typing error is most likely.
 */
@Component
final class FeedSettingsCheck implements BeanFactoryPostProcessor, EnvironmentAware {

	private static final ConfigurationPropertyName FEEDS = ConfigurationPropertyName.of("gateway.feeds");

	private static final Set<String> KNOWN = Set.of("topic", "authority", "interval", "staleafter", "maxkeys",
			"maxkeysperclient", "maxvaluesize");

	private static final Pattern RIGHT = Pattern.compile("rights\\d+(keys|authority)");

	/** Throw {@link InvalidSettingException} if a setting is wrong. */
	@Override
	public void setEnvironment(Environment environment) {
		Binder.get(environment).bind("gateway", FeedsProperties.class);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource names) {
				names.stream().filter(FEEDS::isAncestorOf).forEach(FeedSettingsCheck::check);
			}
		}
	}

	/** Do nothing: this is what makes it run before the web server is created. */
	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
	}

	private static void check(ConfigurationPropertyName name) {
		StringBuilder property = new StringBuilder();
		for (int i = FEEDS.getNumberOfElements() + 1; i < name.getNumberOfElements(); i++) {
			property.append(name.getElement(i, Form.UNIFORM));
		}
		InvalidSettingException.unless(KNOWN.contains(property.toString()) || RIGHT.matcher(property).matches(),
				name.toString(), "…",
				"Set topic, authority, rights[0].keys, rights[0].authority, interval, stale-after, max-keys,"
						+ " max-keys-per-client or max-value-size of a feed. A variable names a feed without dashes.");
	}

}
