package io.realtimeclock.gateway.feed;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Which keys of a feed a user may see. Roles are compared regardless of case, since
 * {@code trader} in a list of roles is {@code ROLE_TRADER} by convention.
 */
final class Access {

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

	/** Tell whether the user may see a key: the first rule that matches it decides. */
	boolean mayRead(String key) {
		for (Rule rule : this.rules) {
			if (rule.matches(key)) {
				return rule.allowed;
			}
		}
		return this.rules.isEmpty();
	}

	/**
	 * Return the key itself if the user may see it, otherwise a later one before which
	 * there is none that the user may see, {@code null} if no later one can be. What is
	 * allowed changes only where the keys of a rule begin or end.
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
