/**
 * Bounds how often somebody may try something, by library: token buckets of Bucket4j in a
 * cache of Caffeine.
 */
@NullMarked
package io.realtimeclock.gateway.throttle;

import org.jspecify.annotations.NullMarked;
