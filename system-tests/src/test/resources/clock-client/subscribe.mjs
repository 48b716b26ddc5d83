// Says what clock-client.js says of a feed, a line each. Where there is no browser, the login is a header.
const [module, origin, authorization, feed, ...keys] = process.argv.slice(2);
const { WebSocket: Plain, fetch: ask } = globalThis;
globalThis.WebSocket = class extends Plain {
	constructor(url) {
		super(url, { headers: { authorization } });
	}
};
globalThis.fetch = (url, options) => ask(url, { ...options, headers: { authorization } });
const { subscribe } = await import(module);
const { values, setKeys } = subscribe(feed, {
	keys, origin,
	onChange: (key, value) => console.log(`change ${key} ${JSON.stringify(value)} of ${values.size}`),
	onState: (state) => {
		console.log(`state ${state}`);
		if (state === "live" && keys.length && values.size === 0) {
			setKeys(["b", "c"]);
		}
	},
});
