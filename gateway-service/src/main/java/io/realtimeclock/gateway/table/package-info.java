/**
 * The newest value of each key of a topic, encoded once for all clients.
 */
@NullMarked
package io.realtimeclock.gateway.table;

import org.jspecify.annotations.NullMarked;
