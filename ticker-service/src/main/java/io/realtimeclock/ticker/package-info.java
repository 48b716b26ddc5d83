/**
 * The ticker service: at every slot of the wall clock's grid it claims the slot and, if
 * the claim won, publishes the tick.
 */
@NullMarked
package io.realtimeclock.ticker;

import org.jspecify.annotations.NullMarked;
