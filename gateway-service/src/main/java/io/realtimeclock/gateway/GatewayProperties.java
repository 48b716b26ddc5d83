package io.realtimeclock.gateway;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

import io.realtimeclock.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings that several packages need; each of the others is in the package that uses
 * it.
 *
 * @param replica the name of this replica; the host's name by default
 * @param maxConnections the maximum number of WebSocket clients of this replica
 * @param handshakeBurst how many handshakes per address may begin at once
 * @param sessionLife the maximum lifetime of a login
 * @param allowedOrigins origins of pages on other hosts that may connect, such as
 * {@code https://wall.example.org}
 */
@ConfigurationProperties("gateway")
public record GatewayProperties(@Nullable String replica, @DefaultValue("19000") int maxConnections,
		@DefaultValue("20000") int handshakeBurst, @DefaultValue("24h") Duration sessionLife,
		@DefaultValue List<String> allowedOrigins) {

	/**
	 * Check the settings.
	 * @throws InvalidSettingException if one is wrong
	 */
	public GatewayProperties {
		InvalidSettingException.unlessPositive("gateway.max-connections", maxConnections);
		InvalidSettingException.unlessPositive("gateway.handshake-burst", handshakeBurst);
		InvalidSettingException.unlessBetween("gateway.session-life", sessionLife, "2s", "3650d");
		AllowedOrigins.check(allowedOrigins);
		replica = (replica != null && !replica.isBlank()) ? replica : hostName();
		boolean printable = replica.length() <= 200 && replica.chars().noneMatch(Character::isISOControl);
		InvalidSettingException.unless(printable, "gateway.replica", "…",
				"Set a name of at most 200 characters on one line.");
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
