package io.realtimeclock.gateway.connector;

import java.io.IOException;
import java.util.EnumSet;
import java.util.regex.Pattern;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.eclipse.jetty.server.Request;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * Puts the path that a trusted proxy has removed ({@code X-Forwarded-Prefix}) in front of
 * all links, forms and redirects, as part of the context path. Jetty does not know this
 * header, and Spring's filter for it would also trust all others of any sender.
 */
@Configuration(proxyBeanMethods = false)
class ForwardedPrefix {

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
