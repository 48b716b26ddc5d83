// Says when clock-client.js tries again if each connection sends one tick and evicts it, with the longest delays.
const [module] = process.argv.slice(2);
const data = JSON.stringify({ message: { time: "19:07:57", sequence: 1 } });
globalThis.WebSocket = class {
	constructor() {
		queueMicrotask(() => {
			this.onopen();
			this.onmessage({ data });
			this.onclose({ code: 1013, reason: "no pong" });
		});
	}

	close() {}
};
Math.random = () => 1;
const { listen } = await import(module);
listen(() => {}, (state, retryMs) => retryMs && console.log(`${state} ${retryMs}`), "http://localhost");
