package io.realtimeclock.gateway.throttle;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Groups addresses that one client can use: with IPv6 a network of 64 bits (RFC 6177), in
 * which a client can choose any address.
 */
public final class ClientAddress {

	private static final int NETWORK_BYTES = 8;

	private ClientAddress() {
	}

	/** Return the IPv4 address or the IPv6 network. */
	public static String group(String address) {
		if (address.indexOf(':') < 0) {
			return address;
		}
		try {
			InetAddress parsed = InetAddress.getByName(address);
			return (parsed instanceof Inet6Address)
					? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
					: parsed.getHostAddress();
		}
		catch (UnknownHostException ex) {
			return address;
		}
	}

}
