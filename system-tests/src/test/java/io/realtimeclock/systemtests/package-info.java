/**
 * The system as it runs: every service a process of its own, on a real broker and a real
 * Redis, seen by programs and by a browser.
 */
@NullMarked
package io.realtimeclock.systemtests;

import org.jspecify.annotations.NullMarked;
