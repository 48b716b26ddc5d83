/**
 * What a service knows of the parts it depends on, from its last use of them, and of its
 * own threads, from their signs of life.
 */
@NullMarked
package io.realtimeclock.health;

import org.jspecify.annotations.NullMarked;
