package io.realtimeclock.gateway;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

	/**
	 * Checks that each allowed origin names one origin in the form in which browsers send
	 * it (RFC 6454, section 6.2), since it is compared as text.
	 */
	private static final class AllowedOrigins {

		private static final String PROPERTY = "gateway.allowed-origins";

		private static final Pattern URL = Pattern.compile("(?:([A-Za-z][A-Za-z0-9+.-]*)://)?(?:[^/@]*@)?"
				+ "(\\[[0-9A-Fa-f:.]+]|[^/:?#\\s\\[\\]]+)(?::(\\d{1,5}))?(?:[/?#].*)?");

		private static final Pattern HOST = Pattern.compile("\\[[0-9a-f:.]+]|[a-z0-9._-]+");

		private static final Map<String, Integer> DEFAULT_PORTS = Map.of("http", 80, "https", 443);

		/** The origin of such a page is {@code null}. */
		private static final List<String> OPAQUE = List.of("file", "data", "blob", "about");

		private AllowedOrigins() {
		}

		/** Throw {@link InvalidSettingException} if one is wrong. */
		static void check(List<String> origins) {
			for (String origin : origins) {
				InvalidSettingException.unless(origin.indexOf('*') < 0, PROPERTY, origin,
						"Name each origin; with * every page in the world could connect with the user's cookie.");
				InvalidSettingException.unless(!origin.equalsIgnoreCase("null"), PROPERTY, origin,
						"Name origins with a scheme and a host; any page can have the origin null.");
				String sent = asSent(origin);
				InvalidSettingException.unless(!sent.isEmpty(), PROPERTY, origin,
						"Write an origin as a scheme and a host, for example https://wall.example.org.");
				InvalidSettingException.unless(sent.equals(origin), PROPERTY, origin,
						"Write the origin as browsers send it: " + sent);
			}
		}

		/** Return the form that browsers send, an empty text if the origin is invalid. */
		private static String asSent(String origin) {
			Matcher url = URL.matcher(origin.strip());
			if (!url.matches()) {
				return "";
			}
			String scheme = (url.group(1) != null) ? url.group(1).toLowerCase(Locale.ROOT) : "https";
			scheme = scheme.equals("ws") ? "http" : scheme.equals("wss") ? "https" : scheme;
			String host = ascii(url.group(2)).toLowerCase(Locale.ROOT);
			int port = (url.group(3) != null) ? Integer.parseInt(url.group(3)) : -1;
			if (OPAQUE.contains(scheme) || !HOST.matcher(host).matches() || port == 0 || port > 65_535) {
				return "";
			}
			boolean plain = port < 0 || Integer.valueOf(port).equals(DEFAULT_PORTS.get(scheme));
			return scheme + "://" + host + (plain ? "" : ":" + port);
		}

		private static String ascii(String host) {
			try {
				return IDN.toASCII(host);
			}
			catch (IllegalArgumentException ex) {
				return "";
			}
		}

	}

}
