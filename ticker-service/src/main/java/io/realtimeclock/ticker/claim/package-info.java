/**
 * Claims a slot in Redis: the cached latest tick is the election among the replicas.
 */
@NullMarked
package io.realtimeclock.ticker.claim;

import org.jspecify.annotations.NullMarked;
