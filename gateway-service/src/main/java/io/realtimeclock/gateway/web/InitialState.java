package io.realtimeclock.gateway.web;

import io.realtimeclock.gateway.tick.LatestTick;
import io.realtimeclock.gateway.tick.TickMessages;
import io.realtimeclock.gateway.tick.TickMessages.CurrentTime;
import io.realtimeclock.redis.RedisErrorException;
import io.realtimeclock.redis.RedisUnavailableException;
import io.realtimeclock.tick.Tick;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers requests for the current time, for programs without a WebSocket. */
@RestController
class InitialState {

	private final LatestTick latest;

	private final TickMessages messages;

	InitialState(LatestTick latest, TickMessages messages) {
		this.latest = latest;
		this.messages = messages;
	}

	@GetMapping("/api/initial_state")
	ResponseEntity<CurrentTime> current() {
		Tick newest = newest();
		CurrentTime time = this.messages.current(newest, this.latest.isStale(newest));
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(time);
	}

	private Tick newest() {
		Tick tick;
		try {
			tick = this.latest.read();
		}
		catch (RedisUnavailableException | RedisErrorException ex) {
			throw unavailable("The store of the latest tick does not answer; try again.", ex);
		}
		if (tick == null) {
			throw unavailable("There has been no tick yet; try again.", null);
		}
		return tick;
	}

	private static ErrorResponseException unavailable(String detail, @Nullable Throwable cause) {
		HttpStatus status = HttpStatus.SERVICE_UNAVAILABLE;
		return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), cause);
	}

}
