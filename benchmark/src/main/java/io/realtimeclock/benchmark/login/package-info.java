/**
 * What clients show at the handshake, and how they come by it.
 */
@NullMarked
package io.realtimeclock.benchmark.login;

import org.jspecify.annotations.NullMarked;
