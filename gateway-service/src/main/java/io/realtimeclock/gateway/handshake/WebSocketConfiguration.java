package io.realtimeclock.gateway.handshake;

import io.realtimeclock.gateway.GatewayProperties;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class WebSocketConfiguration implements WebSocketConfigurer {

	static final String PATH = "/time/tic/";

	private final ClientUpgrade upgrade;

	private final SessionHandler handler;

	private final String[] allowedOrigins;

	WebSocketConfiguration(ClientUpgrade upgrade, SessionHandler handler, GatewayProperties properties) {
		this.upgrade = upgrade;
		this.handler = handler;
		this.allowedOrigins = properties.allowedOrigins().toArray(String[]::new);
	}

	@Override
	public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
		registry.addHandler(this.handler, PATH)
			.setAllowedOrigins(this.allowedOrigins)
			.setHandshakeHandler(new DefaultHandshakeHandler(this.upgrade));
	}

}
