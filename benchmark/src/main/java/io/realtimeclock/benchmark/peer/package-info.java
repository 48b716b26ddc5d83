/**
 * The servers that are compared, and the least that one of them can cost.
 */
@NullMarked
package io.realtimeclock.benchmark.peer;

import org.jspecify.annotations.NullMarked;
