/**
 * The security filter chains: which request needs a login, and which ways to log in
 * exist.
 */
@NullMarked
package io.realtimeclock.gateway.login;

import org.jspecify.annotations.NullMarked;
