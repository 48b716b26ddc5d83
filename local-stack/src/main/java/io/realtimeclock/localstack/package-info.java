/**
 * The whole system in one process: a Kafka broker, a Redis server, a ticker and two
 * gateways.
 */
@NullMarked
package io.realtimeclock.localstack;

import org.jspecify.annotations.NullMarked;
