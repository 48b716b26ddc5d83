/**
 * What a browser loads: the clock page, the login page and the initial state.
 */
@NullMarked
package io.realtimeclock.gateway.web;

import org.jspecify.annotations.NullMarked;
