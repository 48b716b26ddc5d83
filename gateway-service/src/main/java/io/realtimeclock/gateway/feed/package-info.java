/**
 * The feeds that are configured: their topics, the newest value of each key, and who may
 * see them.
 */
@NullMarked
package io.realtimeclock.gateway.feed;

import org.jspecify.annotations.NullMarked;
