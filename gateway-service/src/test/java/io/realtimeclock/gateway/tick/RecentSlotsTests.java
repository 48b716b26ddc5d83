package io.realtimeclock.gateway.tick;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.realtimeclock.gateway.tick.RecentSlots.RecentSlot;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Grid;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecentSlotsTests {

	private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

	private final Grid grid = new Grid(Duration.ofMillis(500));

	private Instant now = NOON;

	private final RecentSlots slots = new RecentSlots(new ClockProperties(Duration.ofMillis(500), null),
			() -> this.now);

	@Test
	void hasASlotForEachHalfSecondOfTheLastMinute() {
		this.now = NOON.plusSeconds(90);
		assertThat(this.slots.list()).hasSize(120).allMatch((slot) -> slot.ticker() == null);
	}

	@Test
	void missesNoSlotThatWasOverBeforeTheFirstTick() {
		see(NOON.plusSeconds(3), 30, "a");
		this.now = NOON.plusSeconds(5);
		assertThat(this.slots.list()).extracting(RecentSlot::ticker).containsExactly("a", null, null, null);
	}

	@Test
	void missesEachSlotOfAnOutageThatAnOldTickEnds() {
		see(NOON, 30, "a");
		this.now = NOON.plusSeconds(180);
		this.slots.seen(this.grid.at(NOON.plusSeconds(60)), new RecordHeaders());
		see(NOON.plusSeconds(180), 30, "a");
		this.now = NOON.plusSeconds(181);
		assertThat(this.slots.list()).hasSize(this.slots.capacity());
		assertThat(published()).hasSize(1);
	}

	@Test
	void tellsWhoPublishedATickAndHowLateItCame() {
		see(NOON, 30, "a");
		this.now = NOON.plusSeconds(1);
		assertThat(published()).containsExactly(new RecentSlot(this.grid.at(NOON).sequence(), NOON, "a", 30));
	}

	@Test
	void keepsTheFirstOfTwoThatClaimASlot() {
		see(NOON, 30, "a");
		see(NOON, 40, "b");
		this.now = NOON.plusSeconds(1);
		assertThat(published()).extracting(RecentSlot::ticker).containsExactly("a");
	}

	@Test
	void forgetsWhatIsOlderThanAMinute() {
		see(NOON, 30, "a");
		see(NOON.plusSeconds(61), 30, "b");
		this.now = NOON.plusSeconds(62);
		assertThat(published()).extracting(RecentSlot::ticker).containsExactly("b");
	}

	@Test
	void keepsNoMoreOfANameThanIsShown() {
		see(NOON, 30, "x".repeat(1_000_000));
		this.now = NOON.plusSeconds(1);
		assertThat(published()).extracting(RecentSlot::ticker).containsExactly("x".repeat(64));
	}

	@Test
	void takesAHeaderWithoutAValueForNoName() {
		this.slots.seen(this.grid.at(NOON), new RecordHeaders().add("ticker", null));
		this.now = NOON.plusSeconds(1);
		assertThat(published()).extracting(RecentSlot::ticker).containsExactly("unknown");
	}

	@Test
	void doesWithoutAName() {
		this.slots.seen(this.grid.at(NOON), new RecordHeaders());
		this.now = NOON.plusSeconds(1);
		assertThat(published()).extracting(RecentSlot::ticker).containsExactly("unknown");
	}

	private List<RecentSlot> published() {
		return this.slots.list().stream().filter((slot) -> slot.ticker() != null).toList();
	}

	private void see(Instant slot, long delayMillis, String ticker) {
		this.now = slot.plusMillis(delayMillis);
		Headers headers = new RecordHeaders().add("ticker", ticker.getBytes(StandardCharsets.UTF_8));
		this.slots.seen(this.grid.at(slot), headers);
	}

}
