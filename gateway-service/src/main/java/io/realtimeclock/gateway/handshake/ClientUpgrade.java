package io.realtimeclock.gateway.handshake;

import java.io.IOException;
import java.security.Principal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.gateway.admission.Admission;
import io.realtimeclock.gateway.admission.Place;
import io.realtimeclock.gateway.socket.ClosedSockets;
import io.realtimeclock.gateway.socket.SocketTakeover;
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
import org.springframework.web.socket.server.standard.StandardWebSocketUpgradeStrategy;

/**
 * Ends Spring's handshake: gives the client a place and upgrades its connection, by the
 * plain socket where there is one, else by the server's own WebSocket session.
 */
@Component
final class ClientUpgrade implements RequestUpgradeStrategy {

	private static final int RETRY_AFTER_SECONDS = 5;

	private final RequestUpgradeStrategy ordinary = new StandardWebSocketUpgradeStrategy();

	private final Admission admission;

	private final Visits visits;

	private final InstantSource clock;

	private final SocketTakeover takeover;

	private final ClosedSockets sockets;

	private final ReplicaCookie replica;

	private final MeterRegistry meters;

	ClientUpgrade(Admission admission, Visits visits, InstantSource clock, SocketTakeover takeover,
			ClosedSockets sockets, ReplicaCookie replica, MeterRegistry meters) {
		this.admission = admission;
		this.visits = visits;
		this.clock = clock;
		this.takeover = takeover;
		this.sockets = sockets;
		this.replica = replica;
		this.meters = meters;
	}

	@Override
	public String[] getSupportedVersions() {
		return new String[] { "13" };
	}

	/**
	 * Support none: a tick of a hundred bytes gains nothing from compression, which costs
	 * 200 KB of native memory a client.
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
		Place place = Place.of(user.getName(), servletRequest.getRemoteAddr(), this.clock.instant());
		HttpStatus answer = this.admission.enter(place);
		if (answer != HttpStatus.SWITCHING_PROTOCOLS) {
			response.setStatusCode(answer);
			response.getHeaders().set("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
			return;
		}
		Visit visit = this.visits.begin(place, user, servletRequest);
		boolean upgraded = false;
		try {
			this.replica.addTo(((ServletServerHttpResponse) response).getServletResponse(), servletRequest.isSecure());
			this.sockets.whenClosed(servletRequest, visit::gone);
			boolean direct = this.takeover.take(servletRequest, selectedProtocol, visit::joined, visit::gone);
			if (!direct) {
				attributes.put(SessionHandler.VISIT, visit);
				this.ordinary.upgrade(request, response, selectedProtocol, selectedExtensions, user, handler,
						attributes);
			}
			upgraded(direct ? "direct" : "session");
			upgraded = true;
		}
		catch (IOException ex) {
			throw new HandshakeFailureException("The connection could not be upgraded", ex);
		}
		finally {
			if (!upgraded) {
				visit.gone();
			}
		}
	}

	private void upgraded(String path) {
		Counter.builder("gateway.handshakes.upgraded")
			.description("Clients let in, by the way in which they are written to")
			.tag("path", path)
			.register(this.meters)
			.increment();
	}

}
