package io.realtimeclock.benchmark.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The address of a server.
 *
 * @param port a port of the loopback interface
 * @param path the path and query of the handshake
 * @param keys the number of a feed's keys that a client waits for, 0 for the clock
 */
public record Target(int port, String path, WireFormat wireFormat, int keys) {

	private static final Pattern KEY = Pattern.compile("[?&]key=([^&]*)");

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

	/** Return the reply to a message that is neither a tick nor a value. */
	@Nullable String reply(ByteBuffer message) {
		return this.wireFormat.reply(StandardCharsets.UTF_8.decode(message.duplicate()).toString(), subjects());
	}

	/** Return the keys of the query; without any, the clock's subject. */
	private List<String> subjects() {
		List<String> keys = KEY.matcher(this.path).results().map((key) -> key.group(1)).toList();
		return keys.isEmpty() ? List.of("time") : keys;
	}

	InetSocketAddress address() {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port);
	}

}
