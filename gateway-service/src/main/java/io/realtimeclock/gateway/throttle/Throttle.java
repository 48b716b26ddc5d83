package io.realtimeclock.gateway.throttle;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.realtimeclock.gateway.problem.Problems;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits how often each key may do something: a burst, and then a number of times per
 * period. Any client can send keys, so only hashes are kept, and only of a limited number
 * of keys: a throttle takes at most about 6 MB.
 */
public final class Throttle {

	/** A wall clock that is set back would add no token until it is where it was. */
	static final TimeMeter CLOCK = TimeMeter.SYSTEM_NANOTIME;

	private static final int MAX_KEYS = 16_384;

	private static final int NETWORK_BYTES = 8;

	private final LoadingCache<Key, Bucket> buckets;

	/** Allow a burst at once, and a number of times per period from then on. */
	public Throttle(long burst, long perPeriod, Duration period) {
		this.buckets = Caffeine.newBuilder()
			.maximumSize(MAX_KEYS)
			.expireAfterAccess(period.multipliedBy(1 + burst / perPeriod))
			.build((key) -> Bucket.builder()
				.addLimit((limit) -> limit.capacity(burst).refillGreedy(perPeriod, period))
				.withCustomTimePrecision(CLOCK)
				.build());
	}

	/**
	 * Count an attempt.
	 * @return how long to wait before the next attempt, zero if this one is allowed
	 */
	public Duration take(String key) {
		ConsumptionProbe probe = this.buckets.get(Key.of(key)).tryConsumeAndReturnRemaining(1);
		return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
	}

	/** Take back an attempt that should not count. */
	public void giveBack(String key) {
		this.buckets.get(Key.of(key)).addTokens(1);
	}

	/**
	 * Return a filter that counts requests per client address and answers 429 beyond the
	 * limit.
	 * @param requests the requests that count
	 */
	public Filter perAddress(RequestMatcher requests, Problems problems) {
		return new AddressThrottle(requests, this, problems);
	}

	/**
	 * Return the key of a client's address: with IPv6 it is the network of 64 bits (RFC
	 * 6177), in which a client can choose any address.
	 */
	public static String keyOf(String address) {
		if (address.indexOf(':') < 0) {
			return address;
		}
		try {
			InetAddress parsed = InetAddress.getByName(address);
			return (parsed instanceof Inet6Address)
					? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
					: parsed.getHostAddress();
		}
		catch (UnknownHostException ex) {
			return address;
		}
	}

	/** The first 128 bits of a key's SHA-256. */
	private record Key(long high, long low) {

		static Key of(String text) {
			try {
				byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
				ByteBuffer buffer = ByteBuffer.wrap(hash);
				return new Key(buffer.getLong(), buffer.getLong());
			}
			catch (NoSuchAlgorithmException ex) {
				// Every Java platform has it
				throw new IllegalStateException(ex);
			}
		}

	}

	/**
	 * Limits how often an address may send expensive requests, before any login is
	 * checked.
	 */
	private static final class AddressThrottle extends OncePerRequestFilter {

		private final RequestMatcher requests;

		private final Throttle throttle;

		private final Problems problems;

		AddressThrottle(RequestMatcher requests, Throttle throttle, Problems problems) {
			this.requests = requests;
			this.throttle = throttle;
			this.problems = problems;
		}

		@Override
		protected boolean shouldNotFilter(HttpServletRequest request) {
			return !this.requests.matches(request);
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			Duration wait = this.throttle.take(keyOf(request.getRemoteAddr()));
			if (wait.isZero()) {
				chain.doFilter(request, response);
			}
			else {
				this.problems.tooMany(request, response, wait, "Too many attempts from this address.");
			}
		}

	}

}
