/**
 * Traces and metrics as the services send them to a collector.
 */
@NullMarked
package io.realtimeclock.systemtests.telemetry;

import org.jspecify.annotations.NullMarked;
