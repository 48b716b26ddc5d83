package io.realtimeclock.ticker.publish;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

import io.realtimeclock.tick.TickNames;
import org.apache.kafka.common.header.internals.RecordHeader;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The header of each record that names this ticker: its machine and port. */
@Component
final class TickerHeader extends RecordHeader {

	TickerHeader(@Value("${server.port}") int port) {
		super(TickNames.TICKER_HEADER, (hostName() + ":" + port).getBytes(StandardCharsets.UTF_8));
	}

	private static String hostName() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "localhost";
		}
	}

}
