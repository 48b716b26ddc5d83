// Types and descriptions: clock-client.d.ts

const BASE_MS = 500, CAP_MS = 10_000, OPEN_MS = 20_000;
// First back-off when turned away
const CROWDED = 4;
// Old ticks: the clock was put back
const PUT_BACK = 3;

const { document, addEventListener, location: page } = globalThis;

/** @type {import("./clock-client.js").listen} */
export function listen(onTick, onState, origin = page.origin, silenceMs = 20_000) {
	let newest = -1, older = 0;
	return keep(origin, () => "/time/tic/", "initial_state", silenceMs, onState, ({ message }) => {
		const { sequence = -1, stale } = message;
		if (stale ? sequence >= newest : sequence > newest || ++older === PUT_BACK) {
			newest = sequence;
			older = 0;
			onTick(message);
		}
		return stale ? "stale" : "live";
	}).close;
}

/** @type {import("./clock-client.js").subscribe} */
export function subscribe(feed, { keys = [], onChange, onState, origin = page.origin }) {
	const values = new Map();
	let known;
	const query = () => feed + "?" + new URLSearchParams(keys.map((key) => ["key", key]));

	function change(key, value, timestamp) {
		if (value === null) values.delete(key);
		else values.set(key, { value, timestamp });
		onChange(key, value, timestamp);
	}

	const path = () => {
		known = new Set();
		return "/feeds/" + query();
	};
	const { close, send } = keep(origin, path, "feeds/" + query(), 0, onState, ({ key, value, timestamp, snapshot, stale }) => {
		if (stale) return "stale";
		if (snapshot) {
			// Deleted meanwhile
			for (const key of values.keys()) known.has(key) || change(key, null);
			known = null;
		} else {
			known?.add(key);
			change(key, value, timestamp);
		}
		return !known && "live";
	});
	return {
		values, close,
		setKeys(wanted) {
			keys = wanted;
			known = new Set(keys.filter((key) => values.has(key)));
			send(JSON.stringify({ keys }));
		},
	};
}

function keep(origin, path, api, silenceMs, onState, take) {
	const life = new AbortController();
	let state = "connecting", tries = 0;
	let hasty, socket, timer;

	function connect() {
		drop();
		tell(state, 0);
		let opened = false;
		const watch = (ms) => wait(ms, () => lost({}, opened));
		socket = new WebSocket(origin.replace("http", "ws") + path());
		socket.onopen = () => {
			opened = true;
			watch(silenceMs);
		};
		// Node 20 may err and not close
		socket.onclose = socket.onerror = (event) => lost(event, opened);
		socket.onmessage = ({ data }) => {
			watch(silenceMs);
			tries = 0;
			const now = take(JSON.parse(data));
			if (now && now !== state) tell(now);
		};
		watch(OPEN_MS);
	}

	function drop() {
		hasty = false;
		clearTimeout(timer);
		if (!socket) return;
		socket.onclose = socket.onerror = socket.onmessage = null;
		socket.close();
	}

	function wait(ms, then) {
		clearTimeout(timer);
		if (ms) timer = setTimeout(then, ms);
	}

	function tell(now, retryMs) {
		state = now;
		onState?.(now, retryMs);
	}

	async function lost({ code, reason }, opened) {
		drop();
		const after = code === 1001 && /^retry-after=(\d+\.?\d*)$/.exec(reason);
		if (after) return retry("lost", after[1] * 1000);
		// Browsers hide why a handshake failed
		const status = opened ? code : await ask();
		if (life.signal.aborted) return;
		// A feed also closes so for a message that it refuses
		const ended = status === 1008 && reason === "session ended";
		if (ended || status === 401) return tell("login");
		if ([400, 403, 404, 1008].includes(status)) return tell("denied");
		const crowded = [200, 1002, 1009, 1013].includes(status);
		if (crowded) tries = Math.max(tries, CROWDED);
		retry(crowded ? "full" : "lost", Math.random() * Math.min(CAP_MS, BASE_MS * 2 ** tries++));
		hasty = !crowded;
	}

	function ask() {
		const request = { method: "HEAD", signal: AbortSignal.timeout(5000), credentials: "include" };
		// Any other refusal is a proxy's, whose gateway may be restarting
		const isOwn = ({ ok, status, headers }) => ok || status === 401
			|| headers.get("content-type")?.startsWith("application/problem+json");
		return fetch(`${origin}/api/${api}`, request)
			.then((answer) => isOwn(answer) ? answer.status : 0, () => 0);
	}

	function retry(now, ms) {
		wait(ms, connect);
		tell(now, ms);
	}

	const hurry = () => hasty && !document?.hidden && connect();
	addEventListener?.("online", hurry, life);
	document?.addEventListener("visibilitychange", hurry, life);
	connect();
	return {
		send: (text) => socket.readyState === 1 && socket.send(text),
		close() {
			life.abort();
			drop();
		},
	};
}
