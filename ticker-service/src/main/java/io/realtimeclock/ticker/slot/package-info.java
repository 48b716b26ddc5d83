/**
 * Waits for each slot of the grid and gives it its turn.
 */
@NullMarked
package io.realtimeclock.ticker.slot;

import org.jspecify.annotations.NullMarked;
