package io.realtimeclock.benchmark.peer.foreign;

import java.io.IOException;

/** Has a server pass a message on to all its clients. */
interface Publisher {

	void publish(String message) throws IOException, InterruptedException;

}
