/**
 * An example of a feed: changing prices in a Kafka topic, and a page that shows them.
 */
@NullMarked
package io.realtimeclock.prices;

import org.jspecify.annotations.NullMarked;
