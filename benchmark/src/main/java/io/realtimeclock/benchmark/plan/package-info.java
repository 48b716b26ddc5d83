/**
 * What the commands measure, in which order and how often, and what is reported of it.
 */
@NullMarked
package io.realtimeclock.benchmark.plan;

import org.jspecify.annotations.NullMarked;
