/**
 * How the gateway's port listens: its backlog, the proxies that it trusts, how many HTTP
 * connections it keeps, how long it waits for a request, and TLS.
 */
@NullMarked
package io.realtimeclock.gateway.connector;

import org.jspecify.annotations.NullMarked;
