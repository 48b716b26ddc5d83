/**
 * The benchmark's command line.
 */
@NullMarked
package io.realtimeclock.benchmark;

import org.jspecify.annotations.NullMarked;
