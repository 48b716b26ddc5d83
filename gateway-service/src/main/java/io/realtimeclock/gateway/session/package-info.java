/**
 * Lets a socket live no longer than the login that it was opened with.
 */
@NullMarked
package io.realtimeclock.gateway.session;

import org.jspecify.annotations.NullMarked;
