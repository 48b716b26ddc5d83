package io.realtimeclock.ticker.claim;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.realtimeclock.redis.RedisGate;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;
import io.realtimeclock.tick.TickNames;
import io.realtimeclock.ticker.TickerProperties;
import io.realtimeclock.ticker.claim.SlotClaims.ClaimOutcome;

import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * Runs the claim script: one atomic step that elects a replica for the slot and stores
 * the slot's tick.
 */
@Component
final class ClaimScript {

	@SuppressWarnings("rawtypes") // as Spring Data names it
	private static final RedisScript<List> SCRIPT = RedisScript.of(new ClassPathResource("claim.lua"), List.class);

	private static final List<String> KEYS = List.of(TickNames.REDIS_KEY, TickNames.CLOCKS_REDIS_KEY);

	/** Identifies this replica's clock. */
	private final String claimant = UUID.randomUUID().toString();

	private final Tick never;

	private final StringRedisTemplate redis;

	private final RedisGate gate;

	private final TickCodec codec;

	private final String periodMillis;

	private final String maxClockSkew;

	ClaimScript(StringRedisTemplate redis, RedisGate gate, ClockProperties clock, TickerProperties ticker) {
		this.redis = redis;
		this.gate = gate;
		this.codec = new TickCodec(clock.grid());
		this.never = clock.grid().at(Instant.parse("9999-12-31T00:00:00Z"));
		this.periodMillis = Long.toString(clock.period().toMillis());
		this.maxClockSkew = Integer.toString(ticker.maxClockSkew());
	}

	Claim claim(Tick tick) {
		return run(tick, json(tick), this.claimant);
	}

	/** Compare this replica's clock, but yield the slot to other replicas. */
	Claim yieldSlot(Tick tick) {
		return run(tick, "", this.claimant);
	}

	/** Claim a slot so far ahead that it is refused and nothing is stored. */
	Claim warmUp() {
		return run(this.never, json(this.never));
	}

	private Claim run(Tick tick, String json, String... claimant) {
		Stream<String> slot = Stream.of(Long.toString(tick.sequence()), json, this.periodMillis, this.maxClockSkew);
		Object[] arguments = Stream.concat(slot, Stream.of(claimant)).toArray();
		return Claim.of(this.gate.call(() -> this.redis.execute(SCRIPT, KEYS, arguments)));
	}

	private String json(Tick tick) {
		return new String(this.codec.encode(tick), StandardCharsets.UTF_8);
	}

	/**
	 * The answer of the claim script.
	 *
	 * @param outcome how the claim ended
	 * @param ownAhead by how many slots this ticker's clock is ahead of Redis's
	 * @param correctAhead by how many slots the correct time is ahead of Redis's clock
	 * @param putBack the sequence that was stored before if this claim puts the time
	 * back, 0 if not
	 */
	record Claim(ClaimOutcome outcome, long ownAhead, long correctAhead, long putBack) {

		static Claim of(List<?> answer) {
			return new Claim(ClaimOutcome.valueOf(String.valueOf(answer.get(0))), number(answer.get(1)),
					number(answer.get(2)), number(answer.get(3)));
		}

		private static long number(Object value) {
			return Long.parseLong(value.toString());
		}

	}

}
