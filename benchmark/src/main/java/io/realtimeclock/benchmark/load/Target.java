package io.realtimeclock.benchmark.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * The address of a server.
 *
 * @param port a port of the loopback interface
 * @param path the path and query of the handshake
 * @param keys the number of a feed's keys that a client waits for, 0 for the clock
 */
public record Target(int port, String path, WireFormat wireFormat, int keys) {

	/** Create the address of a clock. */
	public Target(int port, String path, WireFormat wireFormat) {
		this(port, path, wireFormat, 0);
	}

	/** Parse a URL such as {@code ws://127.0.0.1:8080/time/tic/}. */
	public static Target of(URI url, WireFormat wireFormat) {
		if (!"ws".equals(url.getScheme()) || url.getPort() < 0) {
			throw new IllegalArgumentException("A server's URL is ws://127.0.0.1:<port>/<path>, not " + url);
		}
		String query = (url.getRawQuery() != null) ? "?" + url.getRawQuery() : "";
		return new Target(url.getPort(), url.getRawPath() + query, wireFormat);
	}

	InetSocketAddress address() {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port);
	}

}
