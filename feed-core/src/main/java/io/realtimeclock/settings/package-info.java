/**
 * Settings that every service shares, and the way a wrong one is reported at start.
 */
@NullMarked
package io.realtimeclock.settings;

import org.jspecify.annotations.NullMarked;
