/**
 * A simulation of what can't be measured on one machine: a million clients on eighty
 * gateways, each as fast as a measured one. It uses a fixed seed, so every run has the
 * same result.
 */
@NullMarked
package io.realtimeclock.benchmark.simulation;

import org.jspecify.annotations.NullMarked;
