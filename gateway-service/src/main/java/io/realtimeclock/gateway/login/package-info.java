/**
 * Who may see the clock, and how they say who they are.
 */
@NullMarked
package io.realtimeclock.gateway.login;

import org.jspecify.annotations.NullMarked;
