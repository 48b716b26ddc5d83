/**
 * Servers that are not ours: how each is started, and gets the same ticks.
 */
@NullMarked
package io.realtimeclock.benchmark.peer.foreign;

import org.jspecify.annotations.NullMarked;
