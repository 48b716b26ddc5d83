/**
 * The benchmark's command line: what its commands measure, in which order and how often.
 */
@NullMarked
package io.realtimeclock.benchmark;

import org.jspecify.annotations.NullMarked;
