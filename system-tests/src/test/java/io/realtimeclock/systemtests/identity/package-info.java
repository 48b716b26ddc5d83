/**
 * Logins by somebody else: a real OpenID provider in a process of its own, and what
 * becomes of sessions and sockets when it says so.
 */
@NullMarked
package io.realtimeclock.systemtests.identity;

import org.jspecify.annotations.NullMarked;
