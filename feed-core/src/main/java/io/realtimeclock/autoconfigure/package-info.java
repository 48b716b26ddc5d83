/**
 * What every service of the clock is configured with.
 */
@NullMarked
package io.realtimeclock.autoconfigure;

import org.jspecify.annotations.NullMarked;
