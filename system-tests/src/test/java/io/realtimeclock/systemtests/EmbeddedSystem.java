package io.realtimeclock.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Passes the embedded system to tests. It starts once in each JVM, so a test must not
 * stop any part of it.
 */
final class EmbeddedSystem implements ParameterResolver {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(EmbeddedSystem.class);

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == ClockSystem.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		// Its root would be another one for each class where several JVMs share the tests
		return context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, NAMESPACE)
			.computeIfAbsent(ClockSystem.class, (key) -> start(), ClockSystem.class);
	}

	private static ClockSystem start() {
		try {
			return ClockSystem.embedded();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
