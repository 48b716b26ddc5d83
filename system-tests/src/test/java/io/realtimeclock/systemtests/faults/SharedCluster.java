package io.realtimeclock.systemtests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Passes a cluster with one broker to tests. It starts once for all of them, so each test
 * restores it.
 */
final class SharedCluster implements ParameterResolver {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedCluster.class);

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Cluster.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		Cluster cluster = context.getRoot()
			.getStore(NAMESPACE)
			.computeIfAbsent(Cluster.class, (key) -> start(), Cluster.class);
		cluster.awaitReady();
		return cluster;
	}

	private static Cluster start() {
		try {
			return Cluster.start("faults", 1, (part) -> Map.of());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
