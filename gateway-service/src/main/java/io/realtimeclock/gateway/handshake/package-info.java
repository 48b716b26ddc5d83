/**
 * Lets clients in: Spring's WebSocket handshake, the limits, and the choice of how a
 * client is written to.
 */
@NullMarked
package io.realtimeclock.gateway.handshake;

import org.jspecify.annotations.NullMarked;
