package io.realtimeclock.gateway.connector;

import java.util.List;

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
 * Takes the client's address, scheme, host and port from four {@code X-Forwarded} headers
 * if a request comes from a trusted proxy. All others that Jetty knows are off: a proxy
 * that does not set them passes on those of the client.
 */
@Component
final class TrustedProxies
		implements WebServerFactoryCustomizer<JettyServletWebServerFactory>, HttpConfiguration.Customizer {

	private final ForwardedRequestCustomizer forwarded = fourHeaders();

	private final List<IpAddressMatcher> proxies;

	TrustedProxies(ConnectorProperties properties) {
		this.proxies = properties.trustedProxies().stream().map(TrustedProxies::proxy).toList();
	}

	private static ForwardedRequestCustomizer fourHeaders() {
		ForwardedRequestCustomizer customizer = new ForwardedRequestCustomizer();
		customizer.setForwardedHeader("");
		customizer.setForwardedServerHeader("");
		customizer.setForwardedHttpsHeader("");
		customizer.setForwardedCipherSuiteHeader("");
		customizer.setForwardedSslSessionIdHeader("");
		return customizer;
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
		if (!isProxy(Request.getRemoteAddr(request))) {
			return request;
		}
		ForwardedPrefix.remember(request);
		HttpFields headers = ForwardedHeaders.normalized(request.getHeaders(), this::isProxy);
		return this.forwarded.customize(new Request.Wrapper(request) {

			@Override
			public HttpFields getHeaders() {
				return headers;
			}

		}, responseHeaders);
	}

	boolean isProxy(String address) {
		return this.proxies.stream().anyMatch((proxy) -> proxy.matches(address));
	}

}
