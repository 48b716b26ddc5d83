package io.realtimeclock.gateway.connector;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.util.NetUtil;
import io.realtimeclock.settings.InvalidSettingException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
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

	/** Spring Security takes {@code 10.0.0} for {@code 10.0.0.0}, too. */
	private static final Pattern NETWORK = Pattern.compile("(?<address>[^/]+)(/\\d{1,3})?");

	private final ForwardedRequestCustomizer forwarded = fourHeaders();

	private final List<IpAddressMatcher> proxies;

	TrustedProxies(Properties properties) {
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
		String remedy = "Name each proxy by its address or network, for example 10.0.0.0/8.";
		Matcher form = NETWORK.matcher(address);
		InvalidSettingException.unless(
				form.matches() && NetUtil.createByteArrayFromIpAddressString(form.group("address")) != null,
				"gateway.trusted-proxies", address, remedy);
		try {
			return new IpAddressMatcher(address);
		}
		catch (IllegalArgumentException ex) {
			InvalidSettingException.unless(false, "gateway.trusted-proxies", address, remedy);
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

	/**
	 * Puts the path that a trusted proxy has removed ({@code X-Forwarded-Prefix}) in
	 * front of all links, forms and redirects, as part of the context path. Jetty does
	 * not know this header, and Spring's filter for it would also trust all others of any
	 * sender.
	 */
	@Configuration(proxyBeanMethods = false)
	static class ForwardedPrefix {

		private static final String NAME = "X-Forwarded-Prefix";

		/** Anything else could lead a redirect to another host. */
		private static final Pattern PREFIX = Pattern.compile("(/(?!\\.+(/|$))[A-Za-z0-9._~-]{1,100}){1,10}");

		/** Remember the prefix of a request that came from a trusted proxy. */
		static void remember(Request request) {
			String prefix = request.getHeaders().get(NAME);
			if (prefix != null) {
				String path = prefix.strip().replaceFirst("/$", "");
				if (PREFIX.matcher(path).matches()) {
					request.setAttribute(NAME, path);
				}
			}
		}

		@Bean
		FilterRegistrationBean<Filter> forwardedPrefixFilter() {
			FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>(ForwardedPrefix::filter);
			filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD));
			filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return filter;
		}

		private static void filter(ServletRequest request, ServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			String prefix = (String) request.getAttribute(NAME);
			chain.doFilter((prefix != null) ? new Prefixed((HttpServletRequest) request, prefix) : request, response);
		}

		private static final class Prefixed extends HttpServletRequestWrapper {

			private final String prefix;

			Prefixed(HttpServletRequest request, String prefix) {
				super(request);
				this.prefix = prefix;
			}

			@Override
			public String getContextPath() {
				return this.prefix + getServletContext().getContextPath();
			}

			@Override
			public String getRequestURI() {
				return this.prefix + super.getRequestURI();
			}

			@Override
			public StringBuffer getRequestURL() {
				StringBuffer url = super.getRequestURL();
				return url.insert(url.length() - super.getRequestURI().length(), this.prefix);
			}

		}

	}

	/**
	 * Which proxies are trusted.
	 *
	 * @param trustedProxies addresses or networks of proxies whose {@code X-Forwarded}
	 * headers are trusted
	 */
	@ConfigurationProperties("gateway")
	record Properties(@DefaultValue List<String> trustedProxies) {

	}

}
