package io.realtimeclock.gateway.connector;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * TLS on the gateway's own port. New connections get the new certificate once Spring's
 * SSL bundle has read it, which Spring Boot itself does for other servers; open
 * connections go on with the old one.
 */
@Component
final class TlsConnector implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

	private static final Log logger = LogFactory.getLog(TlsConnector.class);

	private final SslBundles bundles;

	TlsConnector(SslBundles bundles) {
		this.bundles = bundles;
	}

	@Override
	public void customize(JettyServletWebServerFactory factory) {
		Ssl ssl = factory.getSsl();
		if (ssl == null || !ssl.isEnabled()) {
			return;
		}
		factory.addServerCustomizers(TlsConnector::answerUnderEveryName);
		String name = ssl.getBundle();
		if (name != null) {
			factory.addServerCustomizers(
					(server) -> this.bundles.addBundleUpdateHandler(name, (bundle) -> reload(server, name, bundle)));
		}
	}

	/**
	 * Answer requests whose Host is not in the certificate, such as the probes of
	 * Kubernetes, which connect to an address. There is one site and one certificate, so
	 * a wrong name selects nothing that its sender could not reach anyway; whether a
	 * certificate is the right one is for the client to check.
	 */
	private static void answerUnderEveryName(Server server) {
		for (Connector connector : server.getConnectors()) {
			HttpConfiguration.ConnectionFactory http = connector
				.getConnectionFactory(HttpConfiguration.ConnectionFactory.class);
			SecureRequestCustomizer tls = (http != null)
					? http.getHttpConfiguration().getCustomizer(SecureRequestCustomizer.class) : null;
			if (tls != null) {
				tls.setSniHostCheck(false);
			}
		}
	}

	private static void reload(Server server, String name, SslBundle bundle) {
		for (Connector connector : server.getConnectors()) {
			SslConnectionFactory tls = connector.getConnectionFactory(SslConnectionFactory.class);
			if (tls != null) {
				reload(tls.getSslContextFactory(), name, bundle);
			}
		}
	}

	private static void reload(SslContextFactory.Server tls, String name, SslBundle bundle) {
		try {
			tls.reload((factory) -> factory.setSslContext(bundle.createSslContext()));
			logger.info("New connections are shown the new certificate of the bundle " + name);
		}
		catch (Exception ex) {
			logger.error("The new certificate of the bundle " + name
					+ " can't be used, so the old one stays: see that key and certificate belong together", ex);
		}
	}

}
