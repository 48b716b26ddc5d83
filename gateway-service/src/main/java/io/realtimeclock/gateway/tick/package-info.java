/**
 * Keeps the newest tick, checks what may be shown as live, makes the messages, and
 * notices when no more ticks come.
 */
@NullMarked
package io.realtimeclock.gateway.tick;

import org.jspecify.annotations.NullMarked;
