/**
 * Lets clients in: Spring's WebSocket handshake, the limits, and the upgrade of Jetty's
 * connection.
 */
@NullMarked
package io.realtimeclock.gateway.handshake;

import org.jspecify.annotations.NullMarked;
