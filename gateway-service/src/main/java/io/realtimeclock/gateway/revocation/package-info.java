/**
 * Ends logins on every gateway: after a logout, by an operator or at their expiry, the
 * sockets of a login are closed. Ended logins are keys in Redis, which every gateway
 * checks.
 */
@NullMarked
package io.realtimeclock.gateway.revocation;

import org.jspecify.annotations.NullMarked;
