package io.realtimeclock.gateway.handshake;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.admission.Admission;
import io.realtimeclock.gateway.admission.Admission.Permit;
import io.realtimeclock.gateway.feed.FeedQuery;
import io.realtimeclock.gateway.revocation.Login;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeFailureException;
import org.springframework.web.socket.server.RequestUpgradeStrategy;

/** Ends Spring's handshake: admits the client and upgrades its connection. */
@Component
final class ClientUpgrade implements RequestUpgradeStrategy {

	private static final int RETRY_AFTER_SECONDS = 5;

	private final Admission admission;

	private final ClientLifecycle.Factory lifecycles;

	private final InstantSource clock;

	private final JettyUpgrade jetty;

	private final String replica;

	private final MeterRegistry meters;

	ClientUpgrade(Admission admission, ClientLifecycle.Factory lifecycles, InstantSource clock, JettyUpgrade jetty,
			GatewayProperties properties, MeterRegistry meters) {
		this.admission = admission;
		this.lifecycles = lifecycles;
		this.clock = clock;
		this.jetty = jetty;
		this.replica = URLEncoder.encode(String.valueOf(properties.replica()), StandardCharsets.UTF_8);
		this.meters = meters;
	}

	@Override
	public String[] getSupportedVersions() {
		return new String[] { "13" };
	}

	/**
	 * Support none: a tick of a hundred bytes gains nothing from compression, which costs
	 * 200 KB of native memory per client.
	 */
	@Override
	public List<WebSocketExtension> getSupportedExtensions(ServerHttpRequest request) {
		return List.of();
	}

	@Override
	public void upgrade(ServerHttpRequest request, ServerHttpResponse response, @Nullable String selectedProtocol,
			List<WebSocketExtension> selectedExtensions, @Nullable Principal user, WebSocketHandler handler,
			Map<String, Object> attributes) {
		if (user == null) {
			throw new HandshakeFailureException("Nobody is logged in");
		}
		HttpServletRequest servletRequest = ((ServletServerHttpRequest) request).getServletRequest();
		Login login = Login.of(user);
		Permit permit = Permit.of(user.getName(), (login != null) ? login.sessionName() : null,
				servletRequest.getRemoteAddr(), this.clock.instant());
		HttpStatus answer = this.admission.enter(permit);
		if (answer != HttpStatus.SWITCHING_PROTOCOLS) {
			response.setStatusCode(answer);
			response.getHeaders().set("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
			return;
		}
		ClientLifecycle lifecycle = this.lifecycles.begin(permit, user, servletRequest);
		boolean upgraded = false;
		try {
			((ServletServerHttpResponse) response).getServletResponse()
				.addCookie(replicaCookie(servletRequest.isSecure()));
			FeedQuery query = (FeedQuery) attributes.get(FeedHandshake.QUERY);
			boolean encrypted = this.jetty.upgrade(servletRequest, selectedProtocol, query, lifecycle);
			count(encrypted ? "tls" : "plain");
			upgraded = true;
		}
		catch (IOException ex) {
			throw new HandshakeFailureException("The connection could not be upgraded", ex);
		}
		finally {
			if (!upgraded) {
				lifecycle.disconnected();
			}
		}
	}

	private void count(String transport) {
		Counter.builder("gateway.handshakes.upgraded")
			.description("Clients admitted, by the transport of their connection")
			.tag("transport", transport)
			.register(this.meters)
			.increment();
	}

	/**
	 * Tell the page which replica serves it. A page's script sees nothing else of a
	 * handshake's answer than its cookies.
	 */
	private Cookie replicaCookie(boolean secure) {
		Cookie cookie = new Cookie("clock-replica", this.replica);
		cookie.setPath("/");
		cookie.setSecure(secure);
		cookie.setAttribute("SameSite", "Strict");
		return cookie;
	}

}
