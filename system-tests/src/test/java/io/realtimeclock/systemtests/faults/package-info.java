/**
 * What clients see while one part after the other dies, freezes, lies or comes back.
 */
@NullMarked
package io.realtimeclock.systemtests.faults;

import org.jspecify.annotations.NullMarked;
