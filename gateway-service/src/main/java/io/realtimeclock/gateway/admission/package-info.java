/**
 * How many clients are admitted: the limits of this replica and of all replicas together.
 */
@NullMarked
package io.realtimeclock.gateway.admission;

import org.jspecify.annotations.NullMarked;
