/**
 * The gateway service: it consumes every tick and pushes it to its logged-in WebSocket
 * clients.
 */
@NullMarked
package io.realtimeclock.gateway;

import org.jspecify.annotations.NullMarked;
