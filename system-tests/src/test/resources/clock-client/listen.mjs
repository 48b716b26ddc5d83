// Says what clock-client.js says, a line each. Where there is no browser, the login is a header.
const [module, origin, authorization] = process.argv.slice(2);
const { WebSocket: Plain, fetch: ask } = globalThis;
globalThis.WebSocket = class extends Plain {
	constructor(url) {
		super(url, { headers: { authorization } });
	}
};
globalThis.fetch = (url, options) => ask(url, { ...options, headers: { authorization } });
const { listen } = await import(module);
listen((tick) => console.log(`tick ${tick.sequence} ${tick.stale ?? ""}`),
	(state, retryMs) => console.log(`state ${state} ${retryMs ?? ""}`), origin);
