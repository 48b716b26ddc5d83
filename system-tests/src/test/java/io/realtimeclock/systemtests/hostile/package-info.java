/**
 * What strangers and rude clients may send to a gateway, and how it answers: one row
 * each. Meanwhile another client must miss nothing and the process must not grow.
 */
@NullMarked
package io.realtimeclock.systemtests.hostile;

import org.jspecify.annotations.NullMarked;
