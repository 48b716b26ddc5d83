package io.realtimeclock.ticker.claim;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;
import io.realtimeclock.tick.TickNames;
import io.realtimeclock.ticker.TickerProperties;

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

	@SuppressWarnings("rawtypes") // as Spring Data names the type of an answer with
									// several parts
	private static final RedisScript<List> SCRIPT = RedisScript.of(new ClassPathResource("claim.lua"), List.class);

	private static final List<String> KEYS = List.of(TickNames.REDIS_KEY, TickNames.CLOCKS_REDIS_KEY);

	/** Enough for the virtual machine to compile what a claim runs through. */
	private static final int REHEARSALS = 500;

	/** Tells the clocks of the replicas apart. */
	private final String claimant = UUID.randomUUID().toString();

	private final Tick never;

	private final StringRedisTemplate redis;

	private final TickCodec codec;

	private final String periodMillis;

	private final String aheadLimit;

	ClaimScript(StringRedisTemplate redis, ClockProperties clock, TickerProperties ticker) {
		this.redis = redis;
		this.codec = new TickCodec(clock.grid());
		this.never = clock.grid().at(Instant.parse("9999-12-31T00:00:00Z"));
		this.periodMillis = Long.toString(clock.period().toMillis());
		this.aheadLimit = Integer.toString(ticker.aheadLimit());
	}

	/**
	 * Connect, and claim a slot so far ahead that it is refused and nothing is stored,
	 * again and again: two claims a second would run in the interpreter for minutes.
	 * @param limit how long that may take
	 */
	void rehearse(Duration limit) {
		long end = System.nanoTime() + limit.toNanos();
		for (int i = 0; i < REHEARSALS && System.nanoTime() < end; i++) {
			run(arguments(this.never, json(this.never)));
		}
	}

	Claim claim(Tick tick) {
		return runAs(arguments(tick, json(tick)));
	}

	/** Have this replica's clock judged, but leave the slot to others. */
	Claim leave(Tick tick) {
		return runAs(arguments(tick, ""));
	}

	private Claim runAs(List<String> arguments) {
		arguments.add(this.claimant);
		return run(arguments);
	}

	private Claim run(List<String> arguments) {
		return Claim.of(this.redis.execute(SCRIPT, KEYS, arguments.toArray()));
	}

	private List<String> arguments(Tick tick, String json) {
		return new ArrayList<>(List.of(Long.toString(tick.sequence()), json, this.periodMillis, this.aheadLimit));
	}

	private String json(Tick tick) {
		return new String(this.codec.encode(tick), StandardCharsets.UTF_8);
	}

}
