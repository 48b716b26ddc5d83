package io.realtimeclock.gateway.connector;

import java.util.List;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.settings.InvalidSettingException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * Believes what a request says of the client's address and scheme (RFC 7239 and the
 * {@code X-Forwarded} headers before it) only if it comes from a proxy that is known.
 */
@Component
final class TrustedProxies
		implements WebServerFactoryCustomizer<JettyServletWebServerFactory>, HttpConfiguration.Customizer {

	private final ForwardedRequestCustomizer forwarded = new ForwardedRequestCustomizer();

	private final List<IpAddressMatcher> proxies;

	TrustedProxies(GatewayProperties properties) {
		this.proxies = properties.trustedProxies().stream().map(TrustedProxies::proxy).toList();
	}

	private static IpAddressMatcher proxy(String address) {
		try {
			return new IpAddressMatcher(address);
		}
		catch (IllegalArgumentException ex) {
			InvalidSettingException.unless(false, "gateway.trusted-proxies", address,
					"Name each proxy by its address or network, for example 10.0.0.0/8.");
			throw ex;
		}
	}

	@Override
	public void customize(JettyServletWebServerFactory factory) {
		if (this.proxies.isEmpty()) {
			return;
		}
		factory.addServerCustomizers((server) -> {
			for (Connector connector : server.getConnectors()) {
				HttpConfiguration.ConnectionFactory http = connector
					.getConnectionFactory(HttpConfiguration.ConnectionFactory.class);
				if (http != null) {
					http.getHttpConfiguration().addCustomizer(this);
				}
			}
		});
	}

	@Override
	public Request customize(Request request, HttpFields.Mutable responseHeaders) {
		String sender = Request.getRemoteAddr(request);
		boolean trusted = this.proxies.stream().anyMatch((proxy) -> proxy.matches(sender));
		if (trusted) {
			ForwardedPrefix.remember(request);
		}
		return trusted ? this.forwarded.customize(request, responseHeaders) : request;
	}

}
