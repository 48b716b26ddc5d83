/**
 * Draws the operators' dashboard from what Prometheus has, where there is no Grafana.
 */
@NullMarked
package io.realtimeclock.benchmark.dashboard;

import org.jspecify.annotations.NullMarked;
