package io.realtimeclock.gateway.feed;

import java.time.Duration;
import java.time.InstantSource;

import io.realtimeclock.tick.Tick;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** How far ahead of this machine's clock a tick may lie to be believed. */
@Component
public record MaxFutureSkew(InstantSource clock, Duration limit) {

	@Autowired
	MaxFutureSkew(InstantSource clock, FeedProperties properties) {
		this(clock, properties.maxFutureSkew());
	}

	/** Tell whether a tick is not too far ahead. */
	public boolean isCredible(Tick tick) {
		return !tick.instant().isAfter(this.clock.instant().plus(this.limit));
	}

}
