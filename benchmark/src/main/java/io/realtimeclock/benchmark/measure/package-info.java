/**
 * What processes cost, as the kernel counts it.
 */
@NullMarked
package io.realtimeclock.benchmark.measure;

import org.jspecify.annotations.NullMarked;
