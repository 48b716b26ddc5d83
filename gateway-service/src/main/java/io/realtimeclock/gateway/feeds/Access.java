package io.realtimeclock.gateway.feeds;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

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

	private record Rule(String keys, boolean prefix, boolean allowed) {

		static Rule of(String keys, boolean allowed) {
			boolean prefix = keys.endsWith("*");
			return new Rule(prefix ? keys.substring(0, keys.length() - 1) : keys, prefix, allowed);
		}

		boolean matches(String key) {
			return this.prefix ? key.startsWith(this.keys) : key.equals(this.keys);
		}

	}

}
