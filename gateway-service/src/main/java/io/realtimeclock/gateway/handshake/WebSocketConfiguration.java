package io.realtimeclock.gateway.handshake;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.Paths;
import io.realtimeclock.gateway.feeds.Feeds;
import io.realtimeclock.gateway.oidc.BearerTokens;
import io.realtimeclock.gateway.problem.Problems;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.support.HttpRequestHandlerServlet;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/**
 * Spring's handshake on a servlet of its own: clients come in storms, and what the
 * dispatcher does for each request would double its price.
 */
@Configuration(proxyBeanMethods = false)
class WebSocketConfiguration {

	// The servlet finds its handler by this name
	private static final String HANDSHAKE = "handshakeHandler";

	// Spring's handler for the time after the handshake is never used
	private static final WebSocketHandler NO_HANDLER = new AbstractWebSocketHandler() {
	};

	@Bean(HANDSHAKE)
	WebSocketHttpRequestHandler handshakeHandler(ClientUpgrade upgrade, GatewayProperties properties, Feeds feeds,
			Problems problems) {
		DefaultHandshakeHandler handshake = new DefaultHandshakeHandler(upgrade);
		handshake.setSupportedProtocols(BearerTokens.SUBPROTOCOL);
		WebSocketHttpRequestHandler handler = new WebSocketHttpRequestHandler(NO_HANDLER, handshake);
		handler.getHandshakeInterceptors().add(new StrictHandshake());
		handler.getHandshakeInterceptors().add(new OriginCheck(properties.allowedOrigins()));
		handler.getHandshakeInterceptors().add(new FeedHandshake(feeds, problems));
		return handler;
	}

	@Bean
	ServletRegistrationBean<HttpRequestHandlerServlet> handshakeServlet(Feeds feeds) {
		ServletRegistrationBean<HttpRequestHandlerServlet> servlet = new ServletRegistrationBean<>(
				new HttpRequestHandlerServlet(), Paths.CLOCK);
		feeds.all().forEach((feed) -> servlet.addUrlMappings(Paths.FEEDS + feed.name()));
		servlet.setName(HANDSHAKE);
		return servlet;
	}

}
