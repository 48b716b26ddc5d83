package io.realtimeclock.gateway.handshake;

import io.realtimeclock.gateway.GatewayProperties;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class WebSocketConfiguration implements WebSocketConfigurer {

	static final String PATH = "/time/tic/";

	private final JettyUpgrade upgrade;

	private final String[] allowedOrigins;

	WebSocketConfiguration(JettyUpgrade upgrade, GatewayProperties properties) {
		this.upgrade = upgrade;
		this.allowedOrigins = properties.allowedOrigins().toArray(String[]::new);
	}

	@Override
	public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
		registry.addHandler(new NoMessages(), PATH)
			.setAllowedOrigins(this.allowedOrigins)
			.setHandshakeHandler(new DefaultHandshakeHandler(this.upgrade));
	}

	/**
	 * Spring's handshake asks for a handler; the upgraded connection never calls it.
	 */
	private static final class NoMessages extends AbstractWebSocketHandler {

	}

}
