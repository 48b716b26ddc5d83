/**
 * The servers that are compared: how each is started with what it needs, and where its
 * clients connect.
 */
@NullMarked
package io.realtimeclock.benchmark.peer;

import org.jspecify.annotations.NullMarked;
