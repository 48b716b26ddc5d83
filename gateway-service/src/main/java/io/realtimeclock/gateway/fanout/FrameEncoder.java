package io.realtimeclock.gateway.fanout;

import io.realtimeclock.gateway.fanout.frame.Lifetime;
import io.realtimeclock.gateway.fanout.frame.TickFrame;
import io.realtimeclock.gateway.message.TickMessage;
import tools.jackson.databind.json.JsonMapper;

/** Encodes each message once, for all clients, and numbers the frames. */
final class FrameEncoder {

	private final JsonMapper json;

	private long encoded;

	FrameEncoder(JsonMapper json) {
		this.json = json;
	}

	TickFrame encode(LiveTick tick) {
		long goodUntil = System.nanoTime() + tick.goodFor().toNanos();
		TickFrame onceOld = encode(tick.onceOld());
		return TickFrame.of(onceOld.order(), this.json.writeValueAsBytes(tick.fresh()),
				new Lifetime(tick.slot(), goodUntil, onceOld));
	}

	TickFrame encode(TickMessage notice) {
		return TickFrame.of(++this.encoded, this.json.writeValueAsBytes(notice), null);
	}

}
