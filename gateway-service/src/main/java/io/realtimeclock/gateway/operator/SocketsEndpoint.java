package io.realtimeclock.gateway.operator;

import java.util.Comparator;
import java.util.function.Supplier;

import io.realtimeclock.gateway.admission.ConnectionRegistry;
import io.realtimeclock.gateway.admission.ConnectionRegistry.OpenSocket;
import io.realtimeclock.gateway.revocation.UserSessions;
import io.realtimeclock.redis.RedisFailedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/**
 * Lists the sockets of all replicas, and ends the sessions and sockets of a user.
 */
@Component
@Endpoint(id = "sockets")
class SocketsEndpoint {

	private static final Log logger = LogFactory.getLog(SocketsEndpoint.class);

	private final ConnectionRegistry connections;

	private final UserSessions logins;

	SocketsEndpoint(ConnectionRegistry connections, UserSessions logins) {
		this.connections = connections;
		this.logins = logins;
	}

	@ReadOperation
	WebEndpointResponse<?> sockets(@Nullable String user) {
		return answer(() -> {
			Comparator<OpenSocket> order = Comparator.comparing(OpenSocket::user).thenComparing(OpenSocket::since);
			return this.connections.list(user).stream().sorted(order).toList();
		});
	}

	/** End what a user has open whose name a path can hold. */
	@DeleteOperation
	WebEndpointResponse<?> endByPath(@Selector String user) {
		return end(user);
	}

	/** End what a user has open, whatever the name is. */
	@DeleteOperation
	WebEndpointResponse<?> end(String user) {
		return answer(() -> {
			this.logins.end(user);
			logger.info("An operator ended all sessions and sockets of the user " + user);
			return null;
		});
	}

	private static WebEndpointResponse<?> answer(Supplier<@Nullable Object> action) {
		try {
			Object body = action.get();
			return new WebEndpointResponse<>(body,
					(body != null) ? WebEndpointResponse.STATUS_OK : WebEndpointResponse.STATUS_NO_CONTENT);
		}
		catch (RedisFailedException ex) {
			return new WebEndpointResponse<>(
					ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
							"Redis does not answer, so the other gateways were not reached; try again."),
					HttpStatus.SERVICE_UNAVAILABLE.value());
		}
	}

}
