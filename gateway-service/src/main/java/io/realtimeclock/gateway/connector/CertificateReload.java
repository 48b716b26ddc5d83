package io.realtimeclock.gateway.connector;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.eclipse.jetty.server.Connector;
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
 * Shows new connections the new certificate once Spring's SSL bundle has read it, which
 * Spring Boot itself does for other servers. Connections that are open go on with the old
 * one.
 */
@Component
final class CertificateReload implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

	private static final Log logger = LogFactory.getLog(CertificateReload.class);

	private final SslBundles bundles;

	CertificateReload(SslBundles bundles) {
		this.bundles = bundles;
	}

	@Override
	public void customize(JettyServletWebServerFactory factory) {
		Ssl ssl = factory.getSsl();
		String name = (ssl != null && ssl.isEnabled()) ? ssl.getBundle() : null;
		if (name != null) {
			factory.addServerCustomizers(
					(server) -> this.bundles.addBundleUpdateHandler(name, (bundle) -> reload(server, name, bundle)));
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
