package io.realtimeclock.settings;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionException;

/** Print what is wrong with a setting, and what to do, instead of a stack trace. */
final class SettingFailureAnalyzers {

	private SettingFailureAnalyzers() {
	}

	/**
	 * Prints a setting that a check refused. It comes first, since Spring Boot's analysis
	 * of the surrounding binding failure says less.
	 */
	@Order(Ordered.HIGHEST_PRECEDENCE)
	static final class Invalid extends AbstractFailureAnalyzer<InvalidSettingException> {

		@Override
		protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettingException cause) {
			return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
		}

	}

	/** Prints a value that can't be converted, such as {@code 20 seconds}. */
	@Order(Ordered.HIGHEST_PRECEDENCE + 1)
	static final class Unconvertible extends AbstractFailureAnalyzer<BindException> {

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

	/** Prints the name of a TLS bundle that a setting names and that is not defined. */
	static final class UnknownBundle extends AbstractFailureAnalyzer<NoSuchSslBundleException> {

		@Override
		protected FailureAnalysis analyze(Throwable rootFailure, NoSuchSslBundleException cause) {
			String name = cause.getBundleName();
			return new FailureAnalysis("A setting names the TLS bundle '" + name + "', which is not defined.",
					"Set spring.ssl.bundle.pem." + name
							+ ".keystore.certificate and .private-key (or .truststore.certificate),"
							+ " or correct server.ssl.bundle, spring.kafka.ssl.bundle or spring.data.redis.ssl.bundle.",
					cause);
		}

	}

}
