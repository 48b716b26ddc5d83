/**
 * The WebSocket frames that the gateway sends, and those that a client may send (RFC
 * 6455).
 */
@NullMarked
package io.realtimeclock.gateway.rfc6455;

import org.jspecify.annotations.NullMarked;
