/**
 * The only access to Redis: a single class knows whether it answers.
 */
@NullMarked
package io.realtimeclock.redis;

import org.jspecify.annotations.NullMarked;
