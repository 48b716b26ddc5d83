package io.realtimeclock.gateway.tick;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.realtimeclock.gateway.tick.TickFeed.SourceHealth;
import io.realtimeclock.redis.RedisFailedException;
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

	private final TickMessages messages;

	private boolean done;

	LatestTick(StringRedisTemplate redis, RedisGate gate, ClockProperties clock, TickLimits limits, TickFeed feed,
			SourceHealth source, TickMessages messages) {
		this.redis = redis;
		this.gate = gate;
		this.codec = new TickCodec(clock.grid());
		this.limits = limits;
		this.feed = feed;
		this.source = source;
		this.messages = messages;
	}

	@Scheduled(fixedDelay = 500)
	void readOnce() {
		if (this.done) {
			return;
		}
		try {
			Tick tick = read();
			if (tick != null) {
				this.feed.stored(tick);
			}
			this.done = true;
			this.source.storedTickRead();
		}
		catch (RedisFailedException ex) {
			// The health of Redis reports it
			logger.debug("The latest tick is read later", ex);
		}
	}

	/**
	 * Return the answer to a request for the current time, {@code null} if no credible
	 * tick is stored.
	 * @throws RedisUnavailableException if Redis does not answer
	 */
	public @Nullable CurrentTime current() {
		Tick tick = read();
		return (tick != null) ? this.messages.current(tick, this.limits.left(tick).isNegative()) : null;
	}

	private @Nullable Tick read() {
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

	/**
	 * The newest tick as the answer of a request.
	 *
	 * @param current the wall-clock time for people
	 * @param instant the same time for programs
	 * @param sequence the tick's number
	 * @param stale {@code true} if the tick is too old to be shown as live, else absent
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record CurrentTime(String current,
			@JsonFormat(pattern = Tick.INSTANT_PATTERN, timezone = "UTC") Instant instant, long sequence,
			@Nullable Boolean stale) {
	}

}
