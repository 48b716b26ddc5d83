/**
 * Our own system, started from its jars with what it needs.
 */
@NullMarked
package io.realtimeclock.benchmark.peer.gateway;

import org.jspecify.annotations.NullMarked;
