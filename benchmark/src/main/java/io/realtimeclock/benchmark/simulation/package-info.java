/**
 * What can't be measured on one machine: a million clients on eighty gateways, each as
 * quick as the one that was measured. A simulation of events, with a seed, so that it
 * comes out the same each time.
 */
@NullMarked
package io.realtimeclock.benchmark.simulation;

import org.jspecify.annotations.NullMarked;
