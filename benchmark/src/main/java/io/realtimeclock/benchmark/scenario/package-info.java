/**
 * What is done to a server, and which figures come of it.
 */
@NullMarked
package io.realtimeclock.benchmark.scenario;

import org.jspecify.annotations.NullMarked;
