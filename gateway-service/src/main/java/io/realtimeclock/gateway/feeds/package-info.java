/**
 * The feeds: the topics that the gateway pushes by configuration alone, and who may see
 * them.
 */
@NullMarked
package io.realtimeclock.gateway.feeds;

import org.jspecify.annotations.NullMarked;
