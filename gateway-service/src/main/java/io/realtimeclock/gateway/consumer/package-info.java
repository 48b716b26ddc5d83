/**
 * Reads the topic in a consumer group of this replica's own, and hands on its ticks.
 */
@NullMarked
package io.realtimeclock.gateway.consumer;

import org.jspecify.annotations.NullMarked;
