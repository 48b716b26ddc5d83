package io.realtimeclock.gateway.socket;

import java.io.IOException;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus.Code;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a handshake that was found to be in order (RFC 6455, section 4.2.2).
 *
 * @param key the client's {@code Sec-WebSocket-Key}
 * @param protocol the sub-protocol that was agreed upon
 */
record HandshakeAnswer(String key, @Nullable String protocol) {

	void send(Response response) throws IOException {
		response.setStatus(Code.SWITCHING_PROTOCOLS.getCode());
		HttpFields.Mutable headers = response.getHeaders();
		headers.put(HttpHeader.UPGRADE, "WebSocket");
		headers.put(HttpHeader.CONNECTION, "Upgrade");
		headers.put(HttpHeader.SEC_WEBSOCKET_ACCEPT, AcceptKey.of(this.key));
		if (this.protocol != null) {
			headers.put(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, this.protocol);
		}
		try (Blocker.Callback written = Blocker.callback()) {
			response.write(true, null, written);
			written.block();
		}
	}

}
