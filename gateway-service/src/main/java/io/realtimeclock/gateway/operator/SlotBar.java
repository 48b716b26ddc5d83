package io.realtimeclock.gateway.operator;

import io.realtimeclock.gateway.feed.RecentSlot;

/**
 * A slot as a bar of the operators' page: the higher, the later its tick came.
 *
 * @param words what is said of it
 * @param place where it stands
 * @param height in hundredths of the strip
 * @param kind what it is
 * @param colour how it is filled
 */
record SlotBar(String words, int place, long height, String kind, String colour) {

	private static final long FULL_MILLIS = 500;

	private static final long LATE_MILLIS = 100;

	static SlotBar of(RecentSlot slot, int place) {
		if (slot.ticker() == null) {
			return new SlotBar(slot.instant() + ": no tick", place, 100, "missed", "none");
		}
		long height = Math.max(2, Math.min(100, 100 * slot.delayMillis() / FULL_MILLIS));
		boolean late = slot.delayMillis() > LATE_MILLIS;
		return new SlotBar(slot.instant() + ": by " + slot.ticker() + ", " + slot.delayMillis() + " ms", place, height,
				late ? "late" : "good", late ? "#e2001a" : "currentColor");
	}

}
