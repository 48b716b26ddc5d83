/**
 * What a service knows of the parts it depends on, from its last use of them.
 */
@NullMarked
package io.realtimeclock.health;

import org.jspecify.annotations.NullMarked;
