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

	private static final int LONGEST_NAME = 100;

	TickerHeader(@Value("${server.port}") int port) {
		super(TickNames.TICKER_HEADER, (printable(hostName()) + ":" + port).getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * A machine's name may contain control characters, which readers of the topic must
	 * not get.
	 */
	static String printable(String name) {
		String printable = name.replaceAll("[^\\x21-\\x7e]", "?");
		return printable.substring(0, Math.min(printable.length(), LONGEST_NAME));
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
