/**
 * The client side of the WebSocket protocol (RFC 6455).
 */
@NullMarked
package io.realtimeclock.benchmark.load.wire;

import org.jspecify.annotations.NullMarked;
