package io.realtimeclock.gateway.feed;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/** The keys of a feed that a client asked for, and what it may see. */
public final class FeedQuery {

	private final Feed feed;

	private final Access access;

	private final List<String> keys;

	private FeedQuery(Feed feed, Access access, List<String> keys) {
		this.feed = feed;
		this.access = access;
		this.keys = keys;
	}

	/**
	 * Check what a client asks for.
	 * @param keys the keys, none for all
	 * @throws FeedRefusedException if it may not see them, or the feed can't serve them
	 */
	static FeedQuery of(Feed feed, Set<String> authorities, List<String> keys) throws FeedRefusedException {
		Access access = Access.of(feed.settings(), authorities);
		if (access == null) {
			throw new FeedRefusedException(HttpStatus.FORBIDDEN, "You have no right to this feed.");
		}
		FeedQuery all = new FeedQuery(feed, access, List.of());
		List<String> distinct = all.checked(keys);
		Feed.State state = feed.state();
		if (state != Feed.State.LIVE) {
			throw new FeedRefusedException(HttpStatus.SERVICE_UNAVAILABLE,
					(state == Feed.State.ABSENT) ? "The feed's topic does not exist." : "The feed is being read.");
		}
		int max = feed.settings().maxKeysPerClient();
		if (keys.isEmpty() && feed.table().find(access::next, max + 1).size() > max) {
			throw tooMany(max);
		}
		return new FeedQuery(feed, access, distinct);
	}

	public Feed feed() {
		return this.feed;
	}

	/** Return the keys, each once; none for all that the client may see. */
	public List<String> keys() {
		return this.keys;
	}

	/** Return what the client may see, without keeping the names of the keys. */
	public FeedQuery withoutKeys() {
		return new FeedQuery(this.feed, this.access, List.of());
	}

	public boolean mayRead(String key) {
		return this.access.mayRead(key);
	}

	/** Return the keys with a value that the client may see, as many as it may have. */
	public List<FeedKey> readable() {
		return this.feed.table().find(this.access::next, this.feed.settings().maxKeysPerClient());
	}

	/**
	 * Check keys that the client names.
	 * @return each of them once
	 * @throws FeedRefusedException if one is empty or may not be seen, or there are too
	 * many
	 */
	public List<String> checked(List<String> named) throws FeedRefusedException {
		Set<String> seen = new HashSet<>();
		List<String> distinct = named.stream().filter(seen::add).toList();
		int max = this.feed.settings().maxKeysPerClient();
		if (distinct.size() > max) {
			throw tooMany(max);
		}
		if (seen.contains("")) {
			throw new FeedRefusedException(HttpStatus.BAD_REQUEST, "A key must not be empty.");
		}
		if (!distinct.stream().allMatch(this.access::mayRead)) {
			throw new FeedRefusedException(HttpStatus.FORBIDDEN, "You have no right to one of the keys.");
		}
		return distinct;
	}

	private static FeedRefusedException tooMany(int max) {
		return new FeedRefusedException(HttpStatus.BAD_REQUEST,
				"Name at most " + max + " keys, each as a parameter key.");
	}

	/**
	 * Which keys of a feed a user may see. Roles are compared regardless of case, since
	 * {@code trader} in a list of roles is {@code ROLE_TRADER} by convention.
	 */
	static final class Access {

		private static final String ROLE = "ROLE_";

		private final List<Rule> rules;

		private Access(List<Rule> rules) {
			this.rules = rules;
		}

		/** Return what a user may see, {@code null} if that is nothing of the feed. */
		static @Nullable Access of(FeedsProperties.FeedSettings feed, Set<String> authorities) {
			Set<String> held = authorities.stream().map(Access::comparable).collect(Collectors.toSet());
			if (!isHeld(feed.authority(), held)) {
				return null;
			}
			return new Access(feed.rights()
				.stream()
				.map((right) -> Rule.of(String.valueOf(right.keys()), isHeld(right.authority(), held)))
				.toList());
		}

		private static boolean isHeld(@Nullable String authority, Set<String> held) {
			return authority == null || held.contains(comparable(authority));
		}

		private static String comparable(String authority) {
			return authority.regionMatches(true, 0, ROLE, 0, ROLE.length()) ? authority.toUpperCase(Locale.ROOT)
					: authority;
		}

		/**
		 * Tell whether the user may see a key: the first rule that matches it decides.
		 */
		boolean mayRead(String key) {
			for (Rule rule : this.rules) {
				if (rule.matches(key)) {
					return rule.allowed;
				}
			}
			return this.rules.isEmpty();
		}

		/**
		 * Return the key itself if the user may see it, otherwise a later one before
		 * which there is none that the user may see, {@code null} if no later one can be.
		 * What is allowed changes only where the keys of a rule begin or end.
		 */
		@Nullable String next(String key) {
			if (mayRead(key)) {
				return key;
			}
			return this.rules.stream()
				.flatMap(Rule::bounds)
				.filter((bound) -> bound.compareTo(key) > 0)
				.min(Comparator.naturalOrder())
				.orElse(null);
		}

		private record Rule(String keys, boolean prefix, boolean allowed) {

			static Rule of(String keys, boolean allowed) {
				boolean prefix = keys.endsWith("*");
				return new Rule(prefix ? keys.substring(0, keys.length() - 1) : keys, prefix, allowed);
			}

			boolean matches(String key) {
				return this.prefix ? key.startsWith(this.keys) : key.equals(this.keys);
			}

			/** Return the first key that matches, and the first one after those. */
			Stream<String> bounds() {
				return Stream.of(this.keys, this.prefix ? afterPrefix() : this.keys + '\0');
			}

			/** Nothing comes after a prefix of nothing but the last character of all. */
			private String afterPrefix() {
				int last = this.keys.length() - 1;
				while (last >= 0 && this.keys.charAt(last) == Character.MAX_VALUE) {
					last--;
				}
				return (last < 0) ? "" : this.keys.substring(0, last) + (char) (this.keys.charAt(last) + 1);
			}

		}

	}

	/** Thrown when a request for a feed is refused. */
	public static final class FeedRefusedException extends Exception {

		private static final long serialVersionUID = 1L;

		private final HttpStatus status;

		FeedRefusedException(HttpStatus status, String detail) {
			super(detail, null, false, false);
			this.status = status;
		}

		/** Refuse a message of a client. */
		public static FeedRefusedException ofMessage(String reason) {
			return new FeedRefusedException(HttpStatus.BAD_REQUEST, reason);
		}

		/**
		 * Return the answer's status; with 503 the client should retry after a second.
		 */
		public HttpStatus status() {
			return this.status;
		}

		/** Return a sentence for the reader of the answer. */
		public String detail() {
			return String.valueOf(getMessage());
		}

	}

}
