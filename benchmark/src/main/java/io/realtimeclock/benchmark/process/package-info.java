/**
 * Programs that the benchmark starts and always stops.
 */
@NullMarked
package io.realtimeclock.benchmark.process;

import org.jspecify.annotations.NullMarked;
