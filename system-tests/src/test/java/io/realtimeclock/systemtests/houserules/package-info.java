/**
 * Rules on the source of all modules, checked without running anything.
 */
@NullMarked
package io.realtimeclock.systemtests.houserules;

import org.jspecify.annotations.NullMarked;
