package io.realtimeclock.gateway.feed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.realtimeclock.gateway.feed.Feed.SkipReason;
import io.realtimeclock.gateway.feed.Feeds.FeedMemory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class FeedTableTests {

	/** Of a key with a name and a value of one character each. */
	private static final int SIZE = 256;

	private final FeedMemory memory = new FeedMemory(new FeedMemory.Properties(DataSize.ofBytes(6 * SIZE)));

	private final FeedTable table = new FeedTable(3, this.memory);

	private final List<String> published = new ArrayList<>();

	private final List<String> added = new ArrayList<>();

	FeedTableTests() {
		this.table.listen((keys, newKeys) -> {
			keys.forEach((key) -> this.published.add(key.name()));
			newKeys.forEach((key) -> this.added.add(key.name()));
		});
	}

	@Test
	void tellsWhichChangedKeysHadNoValueBefore() {
		put("a", "1");
		load();
		assertThat(this.added).containsExactly("a");
		this.added.clear();
		put("a", "2");
		put("b", "1");
		this.table.publish();
		put("b", "2");
		this.table.publish();
		assertThat(this.added).containsExactly("b");
		put("a", null);
		this.table.publish();
		put("a", "3");
		this.table.publish();
		assertThat(this.added).containsExactly("b", "a");
		this.table.restart();
		put("a", "4");
		load();
		assertThat(this.added).containsExactly("b", "a", "a");
	}

	@Test
	void publishesEachChangedKeyOnceHoweverOftenItChanged() {
		load();
		put("a", "1");
		put("b", "1");
		put("a", "2");
		this.table.publish();
		assertThat(this.published).containsExactly("a", "b");
	}

	@Test
	void publishesNothingUntilTheTopicIsRead() {
		put("a", "1");
		this.table.publish();
		assertThat(this.published).isEmpty();
		load();
		assertThat(this.published).containsExactly("a");
	}

	@Test
	void refusesKeysBeyondTheLimitUntilOneIsDeleted() {
		load();
		List.of("a", "b", "c").forEach((key) -> assertThat(put(key, "1")).isNull());
		assertThat(put("d", "1")).isEqualTo(SkipReason.MAX_KEYS);
		assertThat(put("a", "2")).isNull();
		put("b", null);
		assertThat(put("d", "1")).isNull();
		assertThat(this.table.size()).isEqualTo(3);
		assertThat(this.table.get("b")).isNull();
	}

	@Test
	void refusesValuesForWhichAllFeedsHaveNoMemoryUntilOthersAreDeleted() {
		FeedTable other = new FeedTable(10, this.memory);
		put("a", "1");
		FeedValue large = FeedValue.encode("b", new byte[5 * SIZE], 0, 0);
		assertThat(other.put("b", large)).isEqualTo(SkipReason.MEMORY);
		assertThat(other.size()).isZero();
		put("a", null);
		assertThat(other.put("b", FeedValue.encode("b", new byte[] { '1' }, 0, 0))).isNull();
	}

	@Test
	void aKeyKeepsItsValueIfThereIsNoMemoryForANewerOne() {
		put("a", "1");
		assertThat(put("a", "9".repeat(6 * SIZE))).isEqualTo(SkipReason.MEMORY);
		assertThat(this.table.get("a")).isNotNull().satisfies((value) -> assertThat(value.frame()).hasSizeLessThan(99));
		assertThat(put("a", "2")).isNull();
	}

	@Test
	void replacedDeletedAndForgottenValuesTakeUpNoMemory() {
		for (int i = 0; i < 20; i++) {
			assertThat(put("a", "1")).isNull();
			assertThat(put("b", "1")).isNull();
			put("b", null);
			put("c", "1");
			this.table.restart();
		}
		assertThat(put("a", "9".repeat(4 * SIZE))).isNull();
	}

	@Test
	void aValueThatIsOlderThanTheKnownOneIsNoKeyTooMany() {
		load();
		put("a", "new", 1, 200);
		put("b", null, 1, 200);
		assertThat(put("a", "old", 0, 100)).isNull();
		assertThat(put("b", "old", 0, 100)).isNull();
	}

	@Test
	void wakesItsListenersThoughNothingHasChanged() {
		load();
		List<Set<FeedKey>> woken = new ArrayList<>();
		this.table.listen((keys, newKeys) -> woken.addAll(List.of(keys, newKeys)));
		this.table.wakeListeners();
		assertThat(woken).containsExactly(Set.of(), Set.of());
	}

	@Test
	void aKeyThatMovedToAnotherPartitionHasTheValueOfTheLaterTimestamp() {
		put("a", "new", 1, 200);
		put("a", "old", 0, 100);
		put("deleted", null, 1, 200);
		put("deleted", "old", 0, 100);
		load();
		assertThat(this.table.get("a")).isNotNull().satisfies((value) -> assertThat(value.timestamp()).isEqualTo(200));
		assertThat(this.table.get("deleted")).isNull();
		assertThat(this.table.size()).isEqualTo(1);
	}

	@Test
	void ofTwoPartitionsWithOneTimestampTheHigherOneWinsWhicheverIsReadFirst() {
		put("first", "lower", 0, 100);
		put("first", null, 1, 100);
		put("last", null, 1, 100);
		put("last", "lower", 0, 100);
		load();
		assertThat(this.table.get("first")).isNull();
		assertThat(this.table.get("last")).isNull();
	}

	@Test
	void aValueThatIsOlderThanItsDeletionInTheSameBatchStaysDeleted() {
		load();
		put("a", null, 1, 200);
		put("a", "old", 0, 100);
		this.table.publish();
		assertThat(this.table.get("a")).isNull();
		assertThat(this.table.size()).isZero();
	}

	@Test
	void aValueThatIsOlderThanADeletionOfAnEarlierBatchStaysDeleted() {
		load();
		put("a", null, 1, 200);
		this.table.publish();
		put("a", "old", 0, 100);
		this.table.publish();
		assertThat(this.table.get("a")).isNull();
		assertThat(this.table.size()).isZero();
		put("a", "new", 0, 300);
		assertThat(this.table.get("a")).isNotNull().satisfies((value) -> assertThat(value.timestamp()).isEqualTo(300));
	}

	@Test
	void aDeletionThatWasReadFromTheBeginningHoldsAfterTheTopicIsRead() {
		put("a", null, 1, 200);
		load();
		put("a", "old", 0, 100);
		assertThat(this.table.get("a")).isNull();
	}

	@Test
	void aDeletionThatIsOlderThanAnotherOneDoesNotReplaceIt() {
		load();
		put("a", null, 1, 200);
		this.table.publish();
		put("a", null, 0, 100);
		this.table.publish();
		put("a", "old", 2, 150);
		assertThat(this.table.get("a")).isNull();
	}

	@Test
	void aDeletionHoldsThoughTheLastClientOfItsKeyHasLeft() {
		load();
		FeedKey held = this.table.hold("a");
		put("a", null, 1, 200);
		this.table.publish();
		this.table.release(held);
		put("a", "old", 0, 100);
		assertThat(this.table.get("a")).isNull();
	}

	@Test
	void aDeletionHoldsForAClientThatAsksForTheKeyAfterIt() {
		load();
		put("a", null, 1, 200);
		this.table.publish();
		FeedKey held = this.table.hold("a");
		put("a", "old", 0, 100);
		assertThat(held.isLive()).isFalse();
		put("a", "new", 0, 300);
		assertThat(held.isLive()).isTrue();
	}

	@Test
	void manyDeletionsOfAnEarlierBatchAreKept() {
		load();
		for (int i = 0; i < 5_000; i++) {
			put("key" + i, null, 1, 200);
		}
		this.table.publish();
		for (int i = 0; i < 5_000; i++) {
			put("key" + i, "old", 0, 100);
		}
		assertThat(this.table.size()).isZero();
	}

	@Test
	void aDeletionOfATopicThatWasCreatedAgainIsForgotten() {
		load();
		put("a", null, 1, 200);
		this.table.publish();
		this.table.restart();
		put("a", "1", 0, 100);
		load();
		assertThat(this.table.get("a")).isNotNull();
	}

	@Test
	void aKeyThatANewTopicDidNotHaveTakesItsFirstValueWhateverTheTimestamp() {
		load();
		put("a", "1");
		FeedKey held = this.table.hold("a");
		FeedKey never = this.table.hold("never");
		this.table.restart();
		this.table.loaded((key) -> FeedValue.absent(key, 200));
		put("a", "2", 0, 100);
		put("never", "2", 0, 100);
		assertThat(held.isLive()).isTrue();
		assertThat(never.isLive()).isTrue();
	}

	@Test
	void aKeyThatNobodyHoldsIsNotPublishedWhenItIsDeleted() {
		load();
		this.table.hold("held");
		put("held", "1");
		put("a", "1");
		this.table.publish();
		this.published.clear();
		put("a", null);
		put("held", null);
		put("unknown", null);
		this.table.publish();
		assertThat(this.published).containsExactly("held");
	}

	@Test
	void withinAPartitionTheLastRecordIsTheNewestWhateverItsTimestamp() {
		load();
		put("a", "1", 0, 200);
		put("a", "2", 0, 100);
		assertThat(this.table.get("a")).isNotNull().satisfies((value) -> assertThat(value.timestamp()).isEqualTo(100));
	}

	@Test
	void keysThatANewTopicDoesNotHaveAreDeleted() {
		load();
		put("a", "1");
		put("b", "1");
		FeedKey held = this.table.hold("a");
		this.table.publish();
		this.published.clear();
		this.table.restart();
		put("b", "2");
		assertThat(this.published).isEmpty();
		load();
		assertThat(held.value()).isNotNull().satisfies((value) -> assertThat(value.isDeleted()).isTrue());
		assertThat(this.published).containsExactlyInAnyOrder("a", "b");
		assertThat(this.table.size()).isEqualTo(1);
	}

	@Test
	void findsTheKeysWithAValueInTheirOrder() {
		load();
		put("c", "1");
		put("a", "1");
		put("b", "1");
		assertThat(found(2)).containsExactly("a", "b");
		put("b", null);
		assertThat(found(3)).containsExactly("a", "c");
		put("b", "2");
		assertThat(found(3)).containsExactly("a", "b", "c");
		this.table.restart();
		put("c", "2");
		assertThat(found(3)).containsExactly("c");
	}

	private List<String> found(int number) {
		return this.table.find((key) -> key, number).stream().map(FeedKey::name).toList();
	}

	@Test
	void forgetsADeletedKeyOnceNobodyHoldsIt() {
		load();
		put("a", "1");
		FeedKey held = this.table.hold("a");
		put("a", null);
		assertThat(this.table.hold("a")).isSameAs(held);
		this.table.release(held);
		this.table.release(held);
		assertThat(this.table.hold("a")).isNotSameAs(held);
	}

	private void load() {
		this.table.loaded((key) -> FeedValue.absent(key, 0));
	}

	private @Nullable SkipReason put(String key, @Nullable String value) {
		return put(key, value, 0, 0);
	}

	private @Nullable SkipReason put(String key, @Nullable String value, int partition, long timestamp) {
		byte[] bytes = (value != null) ? value.getBytes(StandardCharsets.UTF_8) : null;
		return this.table.put(key, FeedValue.encode(key, bytes, partition, timestamp));
	}

}
