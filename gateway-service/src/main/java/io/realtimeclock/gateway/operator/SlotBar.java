package io.realtimeclock.gateway.operator;

import io.realtimeclock.gateway.feed.RecentSlot;

/**
 * A slot as a bar of the operators' page: the higher, the later its tick came.
 *
 * @param words what is said of it
 * @param height in hundredths of the strip
 * @param kind how it is drawn
 */
record SlotBar(String words, long height, String kind) {

	private static final long FULL_MILLIS = 500;

	private static final long LATE_MILLIS = 100;

	static SlotBar of(RecentSlot slot) {
		if (slot.ticker() == null) {
			return new SlotBar(slot.instant() + ": no tick", 100, "missed");
		}
		long height = Math.max(2, Math.min(100, 100 * slot.delayMillis() / FULL_MILLIS));
		return new SlotBar("%s: by %s, %d ms".formatted(slot.instant(), slot.ticker(), slot.delayMillis()), height,
				(slot.delayMillis() > LATE_MILLIS) ? "late" : "good");
	}

}
