package io.realtimeclock.tick;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON form of a tick in Kafka and in Redis: UTF-8, one object. Fields may be added
 * but never removed.
 */
public final class TickCodec {

	private static final JsonMapper JSON = JsonMapper.builder()
		.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
		.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
		.enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
		.build();

	private final Grid grid;

	/** Create a codec of ticks that all lie on the given grid. */
	public TickCodec(Grid grid) {
		this.grid = grid;
	}

	/** Write a tick. */
	public byte[] encode(Tick tick) {
		return JSON.writeValueAsBytes(tick);
	}

	/**
	 * Read a tick; unknown fields are ignored.
	 * @throws MalformedTickException if it is not a tick of this grid
	 */
	public Tick decode(byte[] json) {
		Tick tick = read(json);
		if (tick.sequence() < 0 || !isOnGrid(tick)) {
			throw new MalformedTickException(
					"sequence and instant do not name the same slot of " + this.grid.period().toMillis() + " ms");
		}
		return tick;
	}

	private boolean isOnGrid(Tick tick) {
		try {
			return this.grid.holds(tick);
		}
		catch (ArithmeticException ex) {
			// A time too far away for milliseconds in a long
			return false;
		}
	}

	private static Tick read(byte[] json) {
		try {
			Tick tick = JSON.readValue(json, Tick.class);
			if (tick == null) {
				throw new MalformedTickException("it is null");
			}
			return tick;
		}
		catch (JacksonException ex) {
			throw new MalformedTickException(ex.getOriginalMessage());
		}
		catch (RuntimeException ex) {
			throw new MalformedTickException(ex.toString());
		}
	}

}
