package io.realtimeclock.gateway.session;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What closes each socket of this replica, by its user, with or without a session. */
final class UserSockets {

	private final Map<String, Set<Runnable>> users = new ConcurrentHashMap<>();

	void add(String user, Runnable close) {
		this.users.compute(user, (name, sockets) -> {
			Set<Runnable> all = (sockets != null) ? sockets : ConcurrentHashMap.newKeySet(1);
			all.add(close);
			return all;
		});
	}

	void remove(String user, Runnable close) {
		this.users.computeIfPresent(user, (name, sockets) -> {
			sockets.remove(close);
			return sockets.isEmpty() ? null : sockets;
		});
	}

	void close(String user) {
		this.users.getOrDefault(user, Set.of()).forEach(Runnable::run);
	}

}
