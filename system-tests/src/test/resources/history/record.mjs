// Clients that write what they see as a history: record.mjs <folder of ws> <file> <user:password> <port> <port>
// They reconnect for ever, alternately to the gateways of the two ports, until their standard input ends.
// The format is that of checker/README.md.
import { appendFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [modules, file, login, ...ports] = process.argv.slice(2);
const WebSocket = createRequire(`${modules}/`)("ws");
writeFileSync(file, "");

const write = (type, fields) => appendFileSync(file, `${JSON.stringify({ at: Date.now() / 1000, type, ...fields })}\n`);

const valueOf = (feed, message) => {
	if (feed !== "time") {
		return message.value && { key: message.key, version: message.value.n, live: true };
	}
	const { sequence, instant, stale } = message.message;
	return sequence && { key: "clock", version: sequence, of: Date.parse(instant) / 1000, live: !stale };
};

const connect = (client, feed, connection) => {
	const number = connection % 2;
	const path = feed === "time" ? "/time/tic/" : `/feeds/${feed}`;
	const socket = new WebSocket(`ws://127.0.0.1:${ports[number]}${path}`, { auth: login, handshakeTimeout: 3000 });
	let opened = false;
	socket.on("open", () => {
		opened = true;
		write("open", { client, connection, feed, gateway: `gateway-${number + 1}`, login: null });
	});
	socket.on("message", (data) => {
		const value = valueOf(feed, JSON.parse(data));
		if (value) {
			write("frame", { client, connection, ...value });
		}
	});
	// Close follows
	socket.on("error", () => {});
	socket.on("close", (code) => {
		if (opened) {
			write("close", { client, connection, code });
		}
		setTimeout(() => connect(client, feed, connection + 1), 100 + Math.random() * 300);
	});
};

[["ws-1", "time", 0], ["ws-2", "time", 1], ["ws-3", "prices", 1]].forEach(([client, feed, first]) => {
	write("client", { client, feed });
	connect(client, feed, first);
});
process.stdin.on("end", () => process.exit(0));
process.stdin.resume();
