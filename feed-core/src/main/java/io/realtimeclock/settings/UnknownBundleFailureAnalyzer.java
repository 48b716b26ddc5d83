package io.realtimeclock.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.ssl.NoSuchSslBundleException;

/** Prints the name of a bundle of TLS that a setting names and that is not defined. */
final class UnknownBundleFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchSslBundleException> {

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
