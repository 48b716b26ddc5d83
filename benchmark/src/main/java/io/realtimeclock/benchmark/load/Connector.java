package io.realtimeclock.benchmark.load;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** Begins connections, and has a selector say when they are there. */
record Connector(Selector selector) {

	void open(Opening opening) throws IOException {
		SocketChannel channel = SocketChannel.open();
		Client client = new Client(channel, opening);
		try {
			channel.configureBlocking(false);
			if (opening.receiveBuffer() > 0) {
				channel.setOption(StandardSocketOptions.SO_RCVBUF, opening.receiveBuffer());
			}
			boolean connected = channel.connect(opening.target().address());
			SelectionKey key = channel.register(this.selector, SelectionKey.OP_CONNECT, client);
			if (connected) {
				client.connected(key);
			}
		}
		catch (IOException ex) {
			client.end();
		}
	}

}
