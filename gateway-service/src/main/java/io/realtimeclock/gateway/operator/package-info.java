/**
 * What an operator sees and does beside metrics, on the management port: who is
 * connected, and the end of somebody's logins.
 */
@NullMarked
package io.realtimeclock.gateway.operator;

import org.jspecify.annotations.NullMarked;
