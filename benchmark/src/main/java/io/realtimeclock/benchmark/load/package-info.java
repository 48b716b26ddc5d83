/**
 * The load client: thousands of WebSocket clients on one event loop that check every
 * frame they get.
 */
@NullMarked
package io.realtimeclock.benchmark.load;

import org.jspecify.annotations.NullMarked;
