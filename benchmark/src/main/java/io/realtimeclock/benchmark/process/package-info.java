/**
 * Programs that the benchmark starts, and stops again whatever happens.
 */
@NullMarked
package io.realtimeclock.benchmark.process;

import org.jspecify.annotations.NullMarked;
