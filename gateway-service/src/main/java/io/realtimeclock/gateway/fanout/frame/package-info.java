/**
 * What goes over a client's WebSocket (RFC 6455): the frames that it is sent, which are
 * encoded once for all, and those that may come from it.
 */
@NullMarked
package io.realtimeclock.gateway.fanout.frame;

import org.jspecify.annotations.NullMarked;
