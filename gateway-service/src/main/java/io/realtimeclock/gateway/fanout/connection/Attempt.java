package io.realtimeclock.gateway.fanout.connection;

import java.io.IOException;

/** Something that fails if the client has gone. */
interface Attempt {

	void make() throws IOException;

}
