package io.realtimeclock.gateway.connector;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

import io.netty.util.NetUtil;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.HostPort;
import org.jspecify.annotations.Nullable;

/**
 * The {@code X-Forwarded} headers of a trusted proxy in the form in which Jetty reads
 * them: one value each, and none that Jetty would refuse the whole request for.
 */
final class ForwardedHeaders {

	/** The client's address if the proxy tells one that is no IP address. */
	static final String UNKNOWN = "unknown";

	private static final Set<String> ENCRYPTED = Set.of("https", "wss");

	private static final Set<String> PLAIN = Set.of("http", "ws");

	private ForwardedHeaders() {
	}

	/** Return the headers of a request in that form. */
	static HttpFields normalized(HttpFields headers, Predicate<String> isProxy) {
		HttpFields.Mutable normalized = HttpFields.build(headers);
		put(normalized, HttpHeader.X_FORWARDED_FOR, client(values(headers, HttpHeader.X_FORWARDED_FOR), isProxy));
		put(normalized, HttpHeader.X_FORWARDED_PROTO, scheme(first(headers, HttpHeader.X_FORWARDED_PROTO)));
		put(normalized, HttpHeader.X_FORWARDED_HOST, host(first(headers, HttpHeader.X_FORWARDED_HOST)));
		put(normalized, HttpHeader.X_FORWARDED_PORT, port(first(headers, HttpHeader.X_FORWARDED_PORT)));
		return normalized;
	}

	private static void put(HttpFields.Mutable headers, HttpHeader name, @Nullable String value) {
		headers.remove(name);
		if (value != null) {
			headers.put(name, value);
		}
	}

	/** Return all values of a list, of which each proxy on the way may have added one. */
	private static List<String> values(HttpFields headers, HttpHeader name) {
		return headers.getValuesList(name)
			.stream()
			.flatMap((value) -> List.of(value.split(",", -1)).stream())
			.map(String::strip)
			.toList();
	}

	private static String first(HttpFields headers, HttpHeader name) {
		List<String> values = values(headers, name);
		return values.isEmpty() ? "" : values.get(0);
	}

	/**
	 * Return the last address that is not one of a proxy, since a client can write
	 * anything in front of what the first proxy adds.
	 */
	private static @Nullable String client(List<String> hops, Predicate<String> isProxy) {
		String client = null;
		for (int hop = hops.size() - 1; hop >= 0; hop--) {
			client = address(hops.get(hop));
			if (client.equals(UNKNOWN) || !isProxy.test(client)) {
				return client;
			}
		}
		return client;
	}

	private static String address(String hop) {
		int afterBracket = hop.indexOf(']');
		int colon = hop.indexOf(':');
		boolean portOfIpv4 = colon >= 0 && colon == hop.lastIndexOf(':');
		String host = hop;
		if (hop.startsWith("[") && afterBracket > 0) {
			host = hop.substring(1, afterBracket);
		}
		else if (portOfIpv4) {
			host = hop.substring(0, colon);
		}
		byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
		try {
			return (bytes != null) ? InetAddress.getByAddress(bytes).getHostAddress() : UNKNOWN;
		}
		catch (UnknownHostException ex) {
			return UNKNOWN;
		}
	}

	/** Return the page's scheme for that of a WebSocket, which Traefik sends. */
	private static @Nullable String scheme(String value) {
		String scheme = value.toLowerCase(Locale.ROOT);
		if (ENCRYPTED.contains(scheme)) {
			return "https";
		}
		return PLAIN.contains(scheme) ? "http" : null;
	}

	private static @Nullable String host(String value) {
		try {
			return value.isEmpty() ? null : new HostPort(value).toString();
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static @Nullable String port(String value) {
		try {
			return (HostPort.parsePort(value) > 0) ? value : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
