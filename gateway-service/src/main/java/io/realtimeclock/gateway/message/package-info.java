/**
 * The messages of the clock: what its clients receive, as JSON.
 */
@NullMarked
package io.realtimeclock.gateway.message;

import org.jspecify.annotations.NullMarked;
