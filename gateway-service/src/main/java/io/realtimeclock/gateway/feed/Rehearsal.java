package io.realtimeclock.gateway.feed;

import java.time.Instant;

import io.realtimeclock.gateway.message.ClockFace;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Reads and says some ticks that nobody hears before the first real one comes: at two
 * ticks a second the same code would run in the interpreter for minutes.
 */
@Component
final class Rehearsal implements SmartInitializingSingleton {

	/** Enough for the virtual machine to compile what a tick runs through. */
	private static final int TICKS = 300;

	private final Grid grid;

	private final ClockFace face;

	private final JsonMapper json;

	Rehearsal(ClockProperties clock, ClockFace face, JsonMapper json) {
		this.grid = clock.grid();
		this.face = face;
		this.json = json;
	}

	@Override
	public void afterSingletonsInstantiated() {
		TickCodec codec = new TickCodec(this.grid);
		Tick tick = this.grid.at(Instant.EPOCH);
		for (int i = 0; i < TICKS; i++) {
			tick = this.grid.next(codec.decode(codec.encode(tick)));
			this.json.writeValueAsBytes(this.face.live(tick));
		}
	}

}
