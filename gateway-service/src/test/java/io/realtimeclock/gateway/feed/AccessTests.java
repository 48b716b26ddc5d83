package io.realtimeclock.gateway.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import io.realtimeclock.gateway.feed.FeedQuery.Access;
import io.realtimeclock.gateway.feed.Feeds.FeedMemory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class AccessTests {

	private static final String LETTERS = "ab\uffff";

	@Test
	@SuppressWarnings("NullAway") // does not see that the result may be null
	void theKeysOfAUserAreFoundWhateverTheRights() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 500; round++) {
			List<FeedsProperties.Right> rights = new ArrayList<>();
			for (int i = random.nextInt(6); i > 0; i--) {
				String star = random.nextBoolean() ? "*" : "";
				rights.add(new FeedsProperties.Right(word(random, star.isEmpty() ? 1 : 0) + star,
						random.nextBoolean() ? "ROLE_NONE" : null));
			}
			Set<String> keys = new TreeSet<>();
			for (int i = random.nextInt(40); i > 0; i--) {
				keys.add(word(random, 1));
			}
			Access access = access(rights);
			assertThat(table(keys).find(access::next, 100)).as("seed %d, %s of %s", seed, rights, keys)
				.extracting(FeedKey::name)
				.containsExactlyElementsOf(keys.stream().filter(access::mayRead).toList());
		}
	}

	@Test
	@SuppressWarnings("NullAway") // does not see that the result may be null
	void fewOfManyKeysAreFoundWithoutCheckingTheOthers() {
		Set<String> keys = new TreeSet<>();
		for (int i = 0; i < 10_000; i++) {
			keys.add("k" + i);
		}
		Access access = access(List.of(new FeedsProperties.Right("k500", null),
				new FeedsProperties.Right("k5*", "ROLE_NONE"), new FeedsProperties.Right("k9999*", null)));
		int[] checks = { 0 };
		assertThat(table(keys).find((key) -> {
			checks[0]++;
			return access.next(key);
		}, 100)).extracting(FeedKey::name).containsExactly("k500", "k9999");
		assertThat(checks[0]).isLessThan(10);
	}

	@Test
	void aRoleCountsInAnyCaseAndAnotherAuthorityAsItIsWritten() {
		assertThat(maySee("ROLE_TRADER", "role_Trader")).isTrue();
		assertThat(maySee("role_trader", "ROLE_TRADER")).isTrue();
		assertThat(maySee("ROLE_TRADER", "ROLE_ADMIN")).isFalse();
		assertThat(maySee("SCOPE_prices", "SCOPE_prices")).isTrue();
		assertThat(maySee("SCOPE_prices", "SCOPE_PRICES")).isFalse();
		assertThat(maySee("SCOPE_prices", "SCOPE_time")).isFalse();
	}

	private static boolean maySee(String needed, String held) {
		return Access.of(settings(needed, List.of()), Set.of(held)) != null;
	}

	private static Access access(List<FeedsProperties.Right> rights) {
		return Objects.requireNonNull(Access.of(settings(null, rights), Set.of()));
	}

	private static FeedsProperties.FeedSettings settings(@Nullable String authority,
			List<FeedsProperties.Right> rights) {
		return new FeedsProperties.FeedSettings(null, authority, rights, Duration.ZERO, null, 1, 1,
				DataSize.ofKilobytes(1));
	}

	private static FeedTable table(Set<String> keys) {
		FeedTable table = new FeedTable(10_000, new FeedMemory(new FeedMemory.Properties(null)));
		keys.forEach((key) -> table.put(key, FeedValue.encode(key, new byte[] { '1' }, 0, 0)));
		return table;
	}

	private static String word(Random random, int shortest) {
		StringBuilder word = new StringBuilder();
		for (int i = shortest + random.nextInt(4); i > 0; i--) {
			word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
		}
		return word.toString();
	}

}
