/**
 * Writes each frame to every connected client, without ever waiting for one of them.
 */
@NullMarked
package io.realtimeclock.gateway.fanout;

import org.jspecify.annotations.NullMarked;
