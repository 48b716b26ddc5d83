/**
 * Publishes ticks to the Kafka topic, which it creates if it is absent.
 */
@NullMarked
package io.realtimeclock.ticker.publish;

import org.jspecify.annotations.NullMarked;
