/**
 * A client: what it is written, whether it lives, how it is sent away. It belongs to one
 * event loop, whose thread alone calls what stands here, but for the counts.
 */
@NullMarked
package io.realtimeclock.gateway.fanout.client;

import org.jspecify.annotations.NullMarked;
