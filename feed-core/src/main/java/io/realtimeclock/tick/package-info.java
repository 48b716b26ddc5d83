/**
 * The tick: the payload that the ticker publishes and the gateways push, the grid it lies
 * on, and its JSON form.
 */
@NullMarked
package io.realtimeclock.tick;

import org.jspecify.annotations.NullMarked;
