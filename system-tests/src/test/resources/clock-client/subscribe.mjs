// Says what clock-client.js says of a feed, a line each. Where there is no browser, the login is a header.
// The keys are separated by commas, none for all. At a moment they are replaced, possibly more than once.
const [module, origin, authorization, feed, keys = "", moment, ...replacements] = process.argv.slice(2);
const { WebSocket: Plain, fetch: ask } = globalThis;
globalThis.WebSocket = class extends Plain {
	constructor(url) {
		super(url, { headers: { authorization } });
	}
};
globalThis.fetch = (url, options) => ask(url, { ...options, headers: { authorization } });
const { subscribe } = await import(module);
const list = (text) => text.split(",").filter((key) => key);

function now(name) {
	if (name === moment) replacements.splice(0).map(list).forEach(setKeys);
}

const { values, setKeys } = subscribe(feed, {
	keys: list(keys), origin,
	onChange: (key, value) => {
		console.log(`change ${key} ${JSON.stringify(value)} of ${values.size}`);
		now("change");
	},
	onState: (state) => {
		console.log(`state ${state}`);
		now(state);
	},
});
now("subscribed");
