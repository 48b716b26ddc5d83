/**
 * Who has a place: the limits of this replica and of the whole system.
 */
@NullMarked
package io.realtimeclock.gateway.admission;

import org.jspecify.annotations.NullMarked;
