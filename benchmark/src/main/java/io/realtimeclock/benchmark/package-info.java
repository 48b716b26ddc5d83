/**
 * The commands of the benchmark and their reports.
 */
@NullMarked
package io.realtimeclock.benchmark;

import org.jspecify.annotations.NullMarked;
