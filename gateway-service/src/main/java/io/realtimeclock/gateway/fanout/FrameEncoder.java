package io.realtimeclock.gateway.fanout;

import io.realtimeclock.gateway.message.TickMessage;
import tools.jackson.databind.json.JsonMapper;

/**
 * Encodes each message once, for all clients, and numbers the frames.
 */
final class FrameEncoder {

	private final JsonMapper json;

	private long encoded;

	FrameEncoder(JsonMapper json) {
		this.json = json;
	}

	TickFrame encode(LiveTick tick) {
		return TickFrame.live(++this.encoded, this.json.writeValueAsBytes(tick.fresh()),
				this.json.writeValueAsBytes(tick.onceOld()), tick.slot(), System.nanoTime() + tick.goodFor().toNanos());
	}

	TickFrame encode(TickMessage notice) {
		return TickFrame.notice(++this.encoded, this.json.writeValueAsBytes(notice));
	}

}
