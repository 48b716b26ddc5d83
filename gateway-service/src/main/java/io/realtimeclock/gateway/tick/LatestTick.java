package io.realtimeclock.gateway.tick;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.realtimeclock.redis.RedisErrorException;
import io.realtimeclock.redis.RedisGate;
import io.realtimeclock.redis.RedisUnavailableException;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.MalformedTickException;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;
import io.realtimeclock.tick.TickNames;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The latest tick as the tickers stored it in Redis. It is sent once, so that clients
 * have something before the first live tick comes.
 */
@Component
public final class LatestTick {

	private static final Log logger = LogFactory.getLog(LatestTick.class);

	private final StringRedisTemplate redis;

	private final RedisGate gate;

	private final TickCodec codec;

	private final TickLimits limits;

	private final TickFeed feed;

	private final SourceHealth source;

	private boolean polled;

	LatestTick(StringRedisTemplate redis, RedisGate gate, ClockProperties clock, TickLimits limits, TickFeed feed,
			SourceHealth source) {
		this.redis = redis;
		this.gate = gate;
		this.codec = new TickCodec(clock.grid());
		this.limits = limits;
		this.feed = feed;
		this.source = source;
	}

	@Scheduled(fixedDelay = 500)
	void poll() {
		try {
			Tick tick = read();
			if (!this.polled && tick != null) {
				this.feed.stored(tick);
			}
			this.polled = true;
			this.source.storedTickRead();
		}
		catch (RedisUnavailableException | RedisErrorException ex) {
			// The health of Redis reports it
			logger.debug("The latest tick is read later", ex);
		}
	}

	/** Tell whether a tick is too old to be shown as live. */
	public boolean isStale(Tick tick) {
		return this.limits.left(tick).isNegative();
	}

	/**
	 * Read the stored tick: {@code null} if there is none, or none that is credible.
	 * @throws RedisUnavailableException if Redis does not answer
	 */
	public @Nullable Tick read() {
		Optional<String> json = this.gate
			.call(() -> Optional.ofNullable(this.redis.opsForValue().get(TickNames.REDIS_KEY)));
		try {
			Tick tick = json.isPresent() ? this.codec.decode(json.get().getBytes(StandardCharsets.UTF_8)) : null;
			return (tick != null && this.limits.isCredible(tick)) ? tick : null;
		}
		catch (MalformedTickException ex) {
			return null;
		}
	}

}
