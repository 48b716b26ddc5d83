package io.realtimeclock.benchmark.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Where clients connect to.
 *
 * @param port a port of the loopback interface
 * @param path the path and query of the handshake
 */
public record Target(int port, String path, Dialect dialect) {

	/** Read a target as a user writes it: {@code ws://127.0.0.1:8080/time/tic/}. */
	public static Target of(URI url, Dialect dialect) {
		if (!"ws".equals(url.getScheme()) || url.getPort() < 0) {
			throw new IllegalArgumentException("A server's URL is ws://127.0.0.1:<port>/<path>, not " + url);
		}
		String query = (url.getRawQuery() != null) ? "?" + url.getRawQuery() : "";
		return new Target(url.getPort(), url.getRawPath() + query, dialect);
	}

	InetSocketAddress address() {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port);
	}

}
