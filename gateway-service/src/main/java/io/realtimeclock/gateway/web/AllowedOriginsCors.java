package io.realtimeclock.gateway.web;

import java.io.IOException;
import java.util.List;

import io.realtimeclock.gateway.GatewayProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/**
 * Lets pages of {@code gateway.allowed-origins} load {@code clock-client.js} and see how
 * requests below {@code /api} are answered, which is how the script notices that a login
 * has ended.
 */
@Configuration(proxyBeanMethods = false)
class AllowedOriginsCors {

	private static final CorsProcessor PROCESSOR = new DefaultCorsProcessor();

	private final List<String> origins;

	AllowedOriginsCors(GatewayProperties properties) {
		this.origins = properties.allowedOrigins();
	}

	/** Ahead of Spring Security: a page has to be able to read its refusals, too. */
	@Bean
	FilterRegistrationBean<CorsFilter> corsFilter() {
		CorsFilter cors = new CorsFilter(this::rules) {

			@Override
			protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
					throws ServletException, IOException {
				super.doFilterInternal(request, new AddedVary(response), chain);
			}

		};
		cors.setCorsProcessor(AllowedOriginsCors::process);
		FilterRegistrationBean<CorsFilter> filter = new FilterRegistrationBean<>(cors);
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
		filter.addUrlPatterns("/assets/*", "/api/*");
		return filter;
	}

	/**
	 * Answer other origins as if they had none, as the browser keeps the answer from
	 * them. Spring would answer with 403, also the gateway's own page if a proxy tells
	 * the wrong port.
	 */
	private static boolean process(@Nullable CorsConfiguration rules, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		if (rules == null) {
			response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
			return true;
		}
		return PROCESSOR.processRequest(rules, request, response);
	}

	private @Nullable CorsConfiguration rules(HttpServletRequest request) {
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		if (origin == null || !this.origins.contains(origin)) {
			return null;
		}
		CorsConfiguration rules = new CorsConfiguration();
		rules.setAllowedOrigins(this.origins);
		rules.setAllowedMethods(List.of(HttpMethod.GET.name(), HttpMethod.HEAD.name()));
		rules.setAllowCredentials(true);
		return rules;
	}

	/**
	 * Keeps {@code Vary: Origin}, which Spring would replace when it serves a compressed
	 * file: a browser would then give a page the answer for a page of another origin.
	 */
	private static final class AddedVary extends HttpServletResponseWrapper {

		AddedVary(HttpServletResponse response) {
			super(response);
		}

		@Override
		public void setHeader(String name, String value) {
			if (HttpHeaders.VARY.equalsIgnoreCase(name)) {
				addHeader(name, value);
			}
			else {
				super.setHeader(name, value);
			}
		}

	}

}
