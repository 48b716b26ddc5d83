/**
 * The users with a password, from the settings and from a file, and their fingerprints.
 */
@NullMarked
package io.realtimeclock.gateway.users;

import org.jspecify.annotations.NullMarked;
