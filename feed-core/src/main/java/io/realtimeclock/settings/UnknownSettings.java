package io.realtimeclock.settings;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Refuses properties of a service that do not exist. Spring ignores those, also in an
 * environment variable, where a typing error is most likely.
 */
final class UnknownSettings {

	/** The variables of docker-compose.yml that begin with {@code CLOCK_}, too. */
	private static final String COMPOSE = "user|password|port|tlsport|certificates";

	/**
	 * Variables that Kubernetes sets for its services, which may have the same prefix.
	 */
	private static final Pattern SERVICE_LINK = Pattern
		.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

	private UnknownSettings() {
	}

	/** Throw {@link InvalidSettingException} if there is one. */
	static void check(ListableBeanFactory beans, Environment environment) {
		known(beans).forEach((prefix, names) -> {
			ConfigurationPropertyName parent = ConfigurationPropertyName.of(prefix);
			Pattern known = Pattern.compile(names);
			for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
				if (source instanceof IterableConfigurationPropertySource all) {
					all.stream()
						.filter((name) -> parent.isAncestorOf(name) && !known.matcher(uniform(name)).matches())
						.forEach((name) -> refuse(name, source, prefix));
				}
			}
		});
	}

	/** Return for each prefix the pattern of all that may follow it. */
	private static Map<String, String> known(ListableBeanFactory beans) {
		Map<String, String> known = new TreeMap<>();
		for (String bean : beans.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
			Class<?> type = beans.getType(bean, false);
			if (type != null && type.isRecord() && type.getName().startsWith("io.realtimeclock.")) {
				String prefix = MergedAnnotations.from(type).get(ConfigurationProperties.class).getString("prefix");
				known.merge(prefix, names(type), (some, more) -> some + "|" + more);
			}
		}
		known.computeIfPresent("clock", (prefix, names) -> names + "|" + COMPOSE);
		return known;
	}

	private static String names(Class<?> settings) {
		return Arrays.stream(settings.getRecordComponents())
			.map((property) -> property.getName().toLowerCase(Locale.ROOT) + rest(property))
			.collect(Collectors.joining("|"));
	}

	private static String rest(RecordComponent property) {
		Class<?> type = property.getType();
		if (Map.class.isAssignableFrom(type)) {
			return ".*";
		}
		if (Collection.class.isAssignableFrom(type)) {
			return "\\d*";
		}
		return type.isRecord() ? "(" + names(type) + ")" : "";
	}

	/** A variable has an underscore for each dash and each dot. */
	private static String uniform(ConfigurationPropertyName name) {
		StringBuilder uniform = new StringBuilder();
		for (int i = 1; i < name.getNumberOfElements(); i++) {
			uniform.append(name.getElement(i, Form.UNIFORM));
		}
		return uniform.toString();
	}

	private static void refuse(ConfigurationPropertyName name, ConfigurationPropertySource source, String prefix) {
		String variable = variable(source.getConfigurationProperty(name));
		InvalidSettingException.unless(variable != null && SERVICE_LINK.matcher(variable).matches(),
				(variable != null) ? variable : name.toString(), "…",
				"There is no such property of " + prefix + "; correct its name, or remove it.");
	}

	private static @Nullable String variable(@Nullable ConfigurationProperty property) {
		return (property != null && property.getOrigin() instanceof PropertySourceOrigin origin
				&& origin.getPropertySource() instanceof SystemEnvironmentPropertySource) ? origin.getPropertyName()
						: null;
	}

}
