/**
 * What clients are sent: the messages' JSON and the time as people read it. To serve
 * another payload than the time, begin here.
 */
@NullMarked
package io.realtimeclock.gateway.message;

import org.jspecify.annotations.NullMarked;
