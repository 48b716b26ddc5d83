/**
 * Loads on a server and their measurements.
 */
@NullMarked
package io.realtimeclock.benchmark.scenario;

import org.jspecify.annotations.NullMarked;
