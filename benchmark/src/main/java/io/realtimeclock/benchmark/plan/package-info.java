/**
 * What the commands measure, in which order and how often.
 */
@NullMarked
package io.realtimeclock.benchmark.plan;

import org.jspecify.annotations.NullMarked;
