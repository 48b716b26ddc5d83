/**
 * Follows the ticks in Kafka, keeps the newest one and notices when there are no more.
 */
@NullMarked
package io.realtimeclock.gateway.feed;

import org.jspecify.annotations.NullMarked;
