package io.realtimeclock.gateway.revocation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.gateway.revocation.Login.LoginName;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The logins of all sockets on this replica. A socket is closed when its login is ended
 * under one of its names, or at the login's latest possible end.
 */
@Component
public final class LoginRegistry {

	private final Map<LoginName, Set<Socket>> sockets = new ConcurrentHashMap<>();

	private final Map<String, OpenSession> sessions = new ConcurrentHashMap<>();

	private final Counter ended;

	private final AtomicLong firstExpiry = new AtomicLong(Long.MAX_VALUE);

	private final Queue<LoginName> registered = new ConcurrentLinkedQueue<>();

	LoginRegistry(MeterRegistry meters) {
		Gauge.builder("gateway.sessions", this.sessions, Map::size)
			.description("Login sessions with sockets on this replica")
			.register(meters);
		this.ended = Counter.builder("gateway.sessions.ended")
			.description("Login sessions that ended while they had sockets on this replica")
			.register(meters);
	}

	/**
	 * Register a socket.
	 * @param login the login that it is opened with
	 * @param close closes the socket, on any thread
	 * @return to be run once the socket is disconnected
	 */
	public Runnable register(Login login, Runnable close) {
		Socket socket = new Socket(login, close);
		List<LoginName> names = login.names();
		if (login.sessionId() != null) {
			this.sessions.compute(login.sessionId(),
					(id, open) -> ((open != null) ? open : new OpenSession(id, names.get(0))).withSocket());
		}
		// The first name comes last, since it decides whether all is removed
		for (int i = names.size() - 1; i >= 0; i--) {
			this.sockets.compute(names.get(i), (key, all) -> with(socket, all));
		}
		this.registered.addAll(login.names());
		this.firstExpiry.accumulateAndGet(login.expiresAt().toEpochMilli(), Math::min);
		return () -> deregister(socket);
	}

	// Most sessions have one socket, and there are thousands of them
	private static Set<Socket> with(Socket socket, @Nullable Set<Socket> others) {
		if (others == null) {
			return Set.of(socket);
		}
		Set<Socket> all = others;
		if (others.size() == 1) {
			all = ConcurrentHashMap.newKeySet();
			all.addAll(others);
		}
		all.add(socket);
		return all;
	}

	private static @Nullable Set<Socket> without(Socket socket, Set<Socket> all) {
		if (all.size() == 1) {
			return null;
		}
		all.remove(socket);
		return all;
	}

	/** Remove a socket, and return whether its session has no other. */
	private boolean deregister(Socket socket) {
		// The first name decides which of several threads removes the socket
		List<LoginName> names = socket.login.names();
		if (!remove(names.get(0), socket)) {
			return false;
		}
		names.subList(1, names.size()).forEach((name) -> remove(name, socket));
		String session = socket.login.sessionId();
		return session != null && this.sessions.computeIfPresent(session, (id, open) -> open.withoutSocket()) == null;
	}

	private boolean remove(LoginName name, Socket socket) {
		boolean[] removed = new boolean[1];
		this.sockets.computeIfPresent(name, (key, all) -> {
			removed[0] = all.contains(socket);
			return removed[0] ? without(socket, all) : all;
		});
		return removed[0];
	}

	/** Close the sockets with this name whose login ended with it at an instant. */
	void end(LoginName name, Instant until) {
		close(name, (login) -> login.isEndedBy(name, until));
	}

	/** Close the sockets whose login has reached its latest possible end. */
	void endExpired(Instant now) {
		if (this.firstExpiry.get() > now.toEpochMilli()) {
			return;
		}
		// Sockets that are registered from here on lower it again
		this.firstExpiry.set(Long.MAX_VALUE);
		this.sockets.keySet().forEach((name) -> close(name, (login) -> {
			this.firstExpiry.accumulateAndGet(login.expiresAt().toEpochMilli(), Math::min);
			return !login.expiresAt().isAfter(now);
		}));
	}

	/** Close the sockets with this name, of which the login is one of these. */
	public void close(LoginName name, Predicate<Login> which) {
		for (Socket socket : this.sockets.getOrDefault(name, Set.of())) {
			if (which.test(socket.login)) {
				if (deregister(socket)) {
					this.ended.increment();
				}
				socket.close.run();
			}
		}
	}

	/** Return the names of all logins. */
	List<LoginName> names() {
		return List.copyOf(this.sockets.keySet());
	}

	/** Return the names of the logins that were registered since the last call. */
	List<LoginName> registeredNames() {
		List<LoginName> names = new ArrayList<>();
		for (LoginName name = this.registered.poll(); name != null; name = this.registered.poll()) {
			names.add(name);
		}
		return names;
	}

	/** Return the sessions with sockets. */
	List<OpenSession> sessions() {
		return List.copyOf(this.sessions.values());
	}

	// Told apart by identity, as two sockets may have the same login
	private static final class Socket {

		private final Login login;

		private final Runnable close;

		Socket(Login login, Runnable close) {
			this.login = login;
			this.close = close;
		}

	}

	/**
	 * A login session with sockets on this replica, as it was last seen in Redis. Its
	 * sockets are counted only while the map that holds it is locked for it.
	 */
	static final class OpenSession {

		private final String id;

		private final LoginName name;

		private int sockets;

		private volatile boolean lost;

		private volatile long useDue = System.nanoTime();

		/**
		 * Create a session, which has been read from Redis just now.
		 * @param id its id
		 * @param name the name that ends this session alone
		 */
		OpenSession(String id, LoginName name) {
			this.id = id;
			this.name = name;
		}

		String id() {
			return this.id;
		}

		LoginName name() {
			return this.name;
		}

		OpenSession withSocket() {
			this.sockets++;
			return this;
		}

		/** Remove a socket, and return {@code null} if it was the last one. */
		@Nullable OpenSession withoutSocket() {
			this.sockets--;
			return (this.sockets > 0) ? this : null;
		}

		/**
		 * Mark whether the session was lost with other data of Redis. Then it has not
		 * ended: its user has not logged out.
		 */
		void lost(boolean lost) {
			this.lost = lost;
		}

		boolean isLost() {
			return this.lost;
		}

		boolean isUseDue(long now) {
			return now - this.useDue >= 0;
		}

		void useAt(long nanos) {
			this.useDue = nanos;
		}

	}

}
