package io.realtimeclock.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Passes the embedded system to tests. It starts once for all of them, so a test must not
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
		return context.getRoot()
			.getStore(NAMESPACE)
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
