/**
 * Answers every failed request with a problem document (RFC 9457), wherever it failed.
 */
@NullMarked
package io.realtimeclock.gateway.problem;

import org.jspecify.annotations.NullMarked;
