/**
 * What a browser loads: the pages and the initial state.
 */
@NullMarked
package io.realtimeclock.gateway.web;

import org.jspecify.annotations.NullMarked;
