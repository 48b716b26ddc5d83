package io.realtimeclock.ticker.publish;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

import io.realtimeclock.tick.TickNames;
import org.apache.kafka.common.header.Header;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The header of each record that names this ticker: its machine and port. */
@Component
final class TickerHeader implements Header {

	private final byte[] name;

	TickerHeader(@Value("${server.port}") int port) {
		this.name = (hostName() + ":" + port).getBytes(StandardCharsets.UTF_8);
	}

	private static String hostName() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "localhost";
		}
	}

	@Override
	public String key() {
		return TickNames.TICKER_HEADER;
	}

	@Override
	public byte[] value() {
		return this.name;
	}

}
