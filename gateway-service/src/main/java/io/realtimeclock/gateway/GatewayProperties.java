package io.realtimeclock.gateway;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.realtimeclock.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationStyle;

/**
 * Settings of the gateway.
 *
 * @param replica what tells this replica from the others; the host's name by default
 * @param maxConnections how many WebSocket clients this replica serves
 * @param maxConnectionsPerUser how many of them may belong to one user
 * @param maxConnectionsPerUserOverall how many clients one user may have on all replicas
 * together; four times as many by default
 * @param permitLease after which time the clients of a replica that is dead count no
 * longer
 * @param handshakeBurst how many handshakes one address may begin at once
 * @param handshakesPerSecond how many of them it may begin a second from then on
 * @param requestTimeout how long a request may take to come, and a connection to send the
 * first one
 * @param failedLogins how many log-ins of a user from one address may fail in a minute;
 * ten times as many from all addresses, five times as many of all users
 * @param maxFutureSkew how far a tick may lie ahead of this machine's clock
 * @param maxAge how old a tick may be that is shown as live; a second more than the
 * clock's period by default
 * @param staleAfter after which time without a tick clients receive the stale notice; a
 * second more than two periods by default
 * @param staleRepeat how often they are told again while it lasts
 * @param pingInterval how often each client is pinged
 * @param pongTimeout after which time without a pong a client is disconnected
 * @param stallTimeout after which time without being writable a client is disconnected
 * @param drainDelay how long a stopping gateway, not ready any more, still takes clients
 * @param drainWindow over which time the clients of a stopping gateway leave
 * @param sessionLife how long a login lasts at most, however much it is used
 * @param socketsKeepSession whether an open socket counts as use of its session, which
 * otherwise expires after {@code spring.session.timeout}
 * @param allowedOrigins origins of pages on other hosts that may connect, such as
 * {@code https://wall.example.org}
 * @param trustedProxies addresses or networks of proxies whose {@code X-Forwarded}
 * headers are believed
 * @param users passwords by user name, hashed as in <code>{bcrypt}$2a$10$…</code>
 * @param userFile a file of more users, which is read again when it changes
 */
@ConfigurationProperties("gateway")
public record GatewayProperties(@Nullable String replica, @DefaultValue("19000") int maxConnections,
		@DefaultValue("20") int maxConnectionsPerUser, @DefaultValue("0") int maxConnectionsPerUserOverall,
		@DefaultValue("30s") Duration permitLease, @DefaultValue("20000") int handshakeBurst,
		@DefaultValue("1000") int handshakesPerSecond, @DefaultValue("10s") Duration requestTimeout,
		@DefaultValue("10") int failedLogins, @DefaultValue("2s") Duration maxFutureSkew, @Nullable Duration maxAge,
		@Nullable Duration staleAfter, @DefaultValue("15s") Duration staleRepeat,
		@DefaultValue("20s") Duration pingInterval, @DefaultValue("20s") Duration pongTimeout,
		@DefaultValue("30s") Duration stallTimeout, @DefaultValue("0s") Duration drainDelay,
		@DefaultValue("10s") Duration drainWindow, @DefaultValue("24h") Duration sessionLife,
		@DefaultValue("true") boolean socketsKeepSession, @DefaultValue List<String> allowedOrigins,
		@DefaultValue List<String> trustedProxies, @DefaultValue Map<String, String> users, @Nullable Path userFile) {

	private static final int LARGEST = 10_000_000;

	/**
	 * Check the settings.
	 * @throws InvalidSettingException if one is wrong
	 */
	public GatewayProperties {
		positive("gateway.max-connections", maxConnections);
		positive("gateway.max-connections-per-user", maxConnectionsPerUser);
		int overall = maxConnectionsPerUserOverall;
		InvalidSettingException.unless(overall >= 0, "gateway.max-connections-per-user-overall", overall,
				"Set 0 or more; 0 is four times gateway.max-connections-per-user.");
		between("gateway.permit-lease", permitLease, "1s", "1h");
		positive("gateway.handshake-burst", handshakeBurst);
		positive("gateway.handshakes-per-second", handshakesPerSecond);
		between("gateway.request-timeout", requestTimeout, "100ms", "1h");
		positive("gateway.failed-logins", failedLogins);
		positive("gateway.max-future-skew", maxFutureSkew);
		positive("gateway.max-age", maxAge);
		positive("gateway.stale-after", staleAfter);
		between("gateway.stale-repeat", staleRepeat, "100ms", "1h");
		between("gateway.ping-interval", pingInterval, "100ms", "1h");
		between("gateway.pong-timeout", pongTimeout, "100ms", "1h");
		between("gateway.stall-timeout", stallTimeout, "100ms", "1h");
		between("gateway.drain-delay", drainDelay, "0s", "1h");
		between("gateway.drain-window", drainWindow, "0s", "1h");
		between("gateway.session-life", sessionLife, "2s", "3650d");
		AllowedOrigins.check(allowedOrigins);
		maxConnectionsPerUserOverall = (maxConnectionsPerUserOverall > 0) ? maxConnectionsPerUserOverall
				: Math.multiplyExact(4, maxConnectionsPerUser);
		replica = (replica != null && !replica.isBlank()) ? replica : hostName();
		boolean printable = replica.length() <= 200 && replica.chars().noneMatch(Character::isISOControl);
		InvalidSettingException.unless(printable, "gateway.replica", "…",
				"Set a name of at most 200 characters on one line.");
	}

	private static void positive(String property, int value) {
		InvalidSettingException.unless(value > 0, property, value, "Set a positive number.");
		InvalidSettingException.unless(value <= LARGEST, property, value, "Set at most " + LARGEST + ".");
	}

	private static void positive(String property, @Nullable Duration value) {
		InvalidSettingException.unless(value == null || value.toMillis() > 0, property, value,
				"Set a positive time, for example 20s.");
	}

	private static void between(String property, Duration value, String least, String most) {
		boolean valid = value.compareTo(DurationStyle.detectAndParse(least)) >= 0
				&& value.compareTo(DurationStyle.detectAndParse(most)) <= 0;
		InvalidSettingException.unless(valid, property, value, "Set a time from " + least + " to " + most + ".");
	}

	private static String hostName() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			InvalidSettingException.unless(false, "gateway.replica", null,
					"This machine has no host name, so set a name that no other replica has.");
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return the consumer group of this replica: each replica reads every tick.
	 * @return the group's id
	 */
	public String consumerGroup() {
		return "gateway-" + this.replica;
	}

}
