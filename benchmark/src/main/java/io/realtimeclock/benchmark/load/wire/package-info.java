/**
 * WebSocket as a client speaks it (RFC 6455): the handshake, and frames both ways.
 */
@NullMarked
package io.realtimeclock.benchmark.load.wire;

import org.jspecify.annotations.NullMarked;
