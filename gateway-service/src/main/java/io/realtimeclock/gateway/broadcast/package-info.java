/**
 * Writes each frame to every connected client, without ever waiting for one of them. It
 * knows nothing of the clock: a message is bytes, with an order and an expiry.
 */
@NullMarked
package io.realtimeclock.gateway.broadcast;

import org.jspecify.annotations.NullMarked;
