/**
 * Kafka and Redis that are closed to strangers: TLS, logins, and for each service the
 * least rights with which it works.
 */
@NullMarked
package io.realtimeclock.systemtests.secured;

import org.jspecify.annotations.NullMarked;
