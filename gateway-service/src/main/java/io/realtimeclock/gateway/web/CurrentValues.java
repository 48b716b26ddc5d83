package io.realtimeclock.gateway.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

import io.realtimeclock.gateway.feed.FeedQuery;
import io.realtimeclock.gateway.feed.FeedQuery.FeedRefusedException;
import io.realtimeclock.gateway.feed.FeedTable;
import io.realtimeclock.gateway.feed.FeedKey;
import io.realtimeclock.gateway.feed.FeedValue;
import io.realtimeclock.gateway.feed.Feeds;
import io.realtimeclock.gateway.tick.LatestTick;
import io.realtimeclock.gateway.tick.LatestTick.CurrentTime;
import io.realtimeclock.redis.RedisFailedException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers requests of programs without a WebSocket: for the current time, and for the
 * newest values of a feed.
 */
@RestController
class CurrentValues {

	private final LatestTick latest;

	private final Feeds feeds;

	CurrentValues(LatestTick latest, Feeds feeds) {
		this.latest = latest;
		this.feeds = feeds;
	}

	@GetMapping("/api/initial_state")
	ResponseEntity<CurrentTime> time() {
		CurrentTime time;
		try {
			time = this.latest.current();
		}
		catch (RedisFailedException ex) {
			throw unavailable("The store of the latest tick does not answer; try again.", ex);
		}
		if (time == null) {
			throw unavailable("There has been no tick yet; try again.", null);
		}
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(time);
	}

	private static ErrorResponseException unavailable(String detail, @Nullable Throwable cause) {
		HttpStatus status = HttpStatus.SERVICE_UNAVAILABLE;
		return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), cause);
	}

	@GetMapping("/api/feeds/{name}")
	ResponseEntity<byte[]> values(@PathVariable String name, Authentication user, HttpServletRequest request)
			throws IOException {
		// Spring would take a comma in a single key for a separator
		String[] keys = request.getParameterValues("key");
		FeedQuery query = query(name, user, (keys != null) ? List.of(keys) : List.of());
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_JSON)
			.cacheControl(CacheControl.noStore());
		// Each client asks so after a refused handshake, possibly all of them at once
		return HttpMethod.HEAD.matches(request.getMethod()) ? answer.build() : answer.body(json(query));
	}

	private static byte[] json(FeedQuery query) throws IOException {
		ByteArrayOutputStream json = new ByteArrayOutputStream();
		char separator = '[';
		for (FeedValue value : values(query)) {
			json.write(separator);
			value.writeTo(json);
			separator = ',';
		}
		json.writeBytes((separator == '[') ? new byte[] { '[', ']' } : new byte[] { ']' });
		return json.toByteArray();
	}

	private FeedQuery query(String name, Authentication user, List<String> keys) {
		try {
			return this.feeds.query(name, user, keys);
		}
		catch (FeedRefusedException ex) {
			throw refused(ex);
		}
	}

	static ErrorResponseException refused(FeedRefusedException refusal) {
		ErrorResponseException failure = new ErrorResponseException(refusal.status(),
				ProblemDetail.forStatusAndDetail(refusal.status(), refusal.detail()), null);
		if (refusal.status() == HttpStatus.SERVICE_UNAVAILABLE) {
			failure.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
		}
		return failure;
	}

	private static List<FeedValue> values(FeedQuery query) {
		FeedTable table = query.feed().table();
		List<String> keys = query.keys();
		if (keys.isEmpty()) {
			keys = query.readable().stream().map(FeedKey::name).toList();
		}
		return keys.stream().map(table::get).filter(Objects::nonNull).toList();
	}

}
