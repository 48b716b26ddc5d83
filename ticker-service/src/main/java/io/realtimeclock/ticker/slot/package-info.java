/**
 * Waits for each slot of the grid and runs its cycle.
 */
@NullMarked
package io.realtimeclock.ticker.slot;

import org.jspecify.annotations.NullMarked;
