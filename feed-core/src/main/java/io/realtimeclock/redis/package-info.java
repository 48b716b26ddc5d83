/**
 * The one way to Redis: whether it answers is known in a single place.
 */
@NullMarked
package io.realtimeclock.redis;

import org.jspecify.annotations.NullMarked;
