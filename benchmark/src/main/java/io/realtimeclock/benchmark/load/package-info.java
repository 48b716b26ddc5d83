/**
 * The load client: thousands of WebSocket clients on one event loop, which check every
 * frame they receive.
 */
@NullMarked
package io.realtimeclock.benchmark.load;

import org.jspecify.annotations.NullMarked;
