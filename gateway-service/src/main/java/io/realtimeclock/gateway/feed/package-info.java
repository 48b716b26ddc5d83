/**
 * Keeps the newest tick, judges what may be shown, and notices when there are no more.
 */
@NullMarked
package io.realtimeclock.gateway.feed;

import org.jspecify.annotations.NullMarked;
