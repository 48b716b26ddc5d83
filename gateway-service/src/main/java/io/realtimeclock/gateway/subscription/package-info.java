/**
 * Which keys of a feed each client of an event loop has, and which of them have changed
 * since the client was last written to. Nothing here is locked for a client.
 */
@NullMarked
package io.realtimeclock.gateway.subscription;

import org.jspecify.annotations.NullMarked;
