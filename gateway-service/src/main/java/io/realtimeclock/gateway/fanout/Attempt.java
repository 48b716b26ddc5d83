package io.realtimeclock.gateway.fanout;

import java.io.IOException;

/**
 * Something that fails if the client has gone.
 */
interface Attempt {

	/**
	 * Do it.
	 * @throws IOException if the client has gone
	 */
	void make() throws IOException;

}
