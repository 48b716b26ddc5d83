/**
 * The measured servers: the floor, the gateway and other servers that push messages.
 */
@NullMarked
package io.realtimeclock.benchmark.peer;

import org.jspecify.annotations.NullMarked;
