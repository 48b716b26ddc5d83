/**
 * The two ways to a client: the socket itself, and the server's own WebSocket session. No
 * event loop ever waits on either.
 */
@NullMarked
package io.realtimeclock.gateway.fanout.connection;

import org.jspecify.annotations.NullMarked;
