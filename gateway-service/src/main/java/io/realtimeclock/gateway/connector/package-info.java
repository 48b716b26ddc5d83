/**
 * How the gateway's port listens: its backlog, the proxies that it believes, how long it
 * waits for a request, and certificates that are read anew.
 */
@NullMarked
package io.realtimeclock.gateway.connector;

import org.jspecify.annotations.NullMarked;
