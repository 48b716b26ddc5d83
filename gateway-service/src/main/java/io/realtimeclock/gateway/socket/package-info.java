/**
 * Takes a client's plain socket out of Jetty's hands once the handshake is done. All that
 * reaches into Jetty's connections stands here, and uses its public interfaces alone.
 */
@NullMarked
package io.realtimeclock.gateway.socket;

import org.jspecify.annotations.NullMarked;
