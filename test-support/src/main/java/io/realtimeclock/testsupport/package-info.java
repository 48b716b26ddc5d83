/**
 * Real servers and processes for tests: Kafka, Redis, JVMs, certificates.
 */
@NullMarked
package io.realtimeclock.testsupport;

import org.jspecify.annotations.NullMarked;
