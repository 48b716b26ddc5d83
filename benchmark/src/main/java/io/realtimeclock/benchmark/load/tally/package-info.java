/**
 * What clients get, checked tick by tick and counted.
 */
@NullMarked
package io.realtimeclock.benchmark.load.tally;

import org.jspecify.annotations.NullMarked;
