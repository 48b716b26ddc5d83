package io.realtimeclock.gateway.tick;

import java.time.Instant;

import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Decodes ticks and encodes messages that are never sent, before the first real tick
 * comes: at two ticks per second the same code would be interpreted for minutes.
 */
@Component
final class WarmUp implements SmartInitializingSingleton {

	/** Enough for the JIT to compile the way of a tick. */
	private static final int TICKS = 300;

	private final Grid grid;

	private final TickMessages messages;

	WarmUp(ClockProperties clock, TickMessages messages) {
		this.grid = clock.grid();
		this.messages = messages;
	}

	@Override
	public void afterSingletonsInstantiated() {
		TickCodec codec = new TickCodec(this.grid);
		Tick tick = this.grid.at(Instant.EPOCH);
		for (int i = 0; i < TICKS; i++) {
			tick = this.grid.next(codec.decode(codec.encode(tick)));
			this.messages.live(tick);
		}
	}

}
