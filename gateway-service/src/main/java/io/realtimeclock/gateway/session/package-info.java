/**
 * The login session: its cookie, what it stores in Redis, and whether it is still valid.
 */
@NullMarked
package io.realtimeclock.gateway.session;

import org.jspecify.annotations.NullMarked;
