/**
 * The users who log in with a password: those of the configuration and those of a file.
 */
@NullMarked
package io.realtimeclock.gateway.users;

import org.jspecify.annotations.NullMarked;
