package io.realtimeclock.settings;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionException;

/**
 * Prints a value that can't be converted, such as {@code 20 seconds} for a duration, in
 * the same two sentences as any other wrong setting.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class BindFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		ConfigurationProperty property = cause.getProperty();
		Class<?> type = cause.getTarget().getType().resolve(Object.class);
		if (property == null || !(cause.getCause() instanceof ConversionException)) {
			return null;
		}
		return new FailureAnalysis("The property " + cause.getName() + " is '" + property.getValue() + "'.",
				remedy(type), cause);
	}

	private static String remedy(Class<?> type) {
		if (type == Duration.class) {
			return "Set a number with its unit, for example 500ms, 20s, 10m or 24h.";
		}
		if (type == boolean.class || type == Boolean.class) {
			return "Set true or false.";
		}
		boolean number = type.isPrimitive() || Number.class.isAssignableFrom(type);
		return number ? "Set a whole number." : "Set a value of the type " + type.getSimpleName() + ".";
	}

}
