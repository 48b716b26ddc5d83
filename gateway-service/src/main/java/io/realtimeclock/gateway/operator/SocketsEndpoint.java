package io.realtimeclock.gateway.operator;

import java.util.Comparator;
import java.util.List;

import io.realtimeclock.gateway.admission.OpenSocket;
import io.realtimeclock.gateway.admission.OpenSockets;
import io.realtimeclock.gateway.session.UserLogins;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.stereotype.Component;

/** The sockets of all replicas, and the end of all that a user has open. */
@Component
@Endpoint(id = "sockets")
class SocketsEndpoint {

	private static final Log logger = LogFactory.getLog(SocketsEndpoint.class);

	private final OpenSockets open;

	private final UserLogins logins;

	SocketsEndpoint(OpenSockets open, UserLogins logins) {
		this.open = open;
		this.logins = logins;
	}

	@ReadOperation
	List<OpenSocket> sockets(@Nullable String user) {
		return this.open.all()
			.stream()
			.filter((socket) -> user == null || socket.user().equals(user))
			.sorted(Comparator.comparing(OpenSocket::user).thenComparing(OpenSocket::since))
			.toList();
	}

	@DeleteOperation
	void end(@Selector String user) {
		int sessions = this.logins.end(user);
		logger.info("An operator ended what the user " + user + " has open: " + sessions
				+ " sessions at most, and all sockets of all gateways");
	}

}
