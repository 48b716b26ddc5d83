/**
 * Limits how often a key, such as a client address, may do something: token buckets of
 * Bucket4j in a cache of Caffeine.
 */
@NullMarked
package io.realtimeclock.gateway.throttle;

import org.jspecify.annotations.NullMarked;
