package io.realtimeclock.benchmark.peer.foreign;

import java.time.ZoneOffset;
import java.util.Locale;

import io.realtimeclock.tick.Tick;

/** A tick's message as the gateway sends it. */
final class TickJson {

	private TickJson() {
	}

	static String of(Tick tick) {
		String instant = String.format(Locale.ROOT, "%1$tFT%1$tT.%1$tLZ", tick.instant().atOffset(ZoneOffset.UTC));
		return "{\"message\":{\"time\":\"" + instant.substring(11, 19) + "\",\"instant\":\"" + instant
				+ "\",\"sequence\":" + tick.sequence() + "}}";
	}

}
