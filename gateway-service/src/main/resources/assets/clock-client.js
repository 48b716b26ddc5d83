// Types and descriptions: clock-client.d.ts

const BASE_MS = 500, CAP_MS = 10_000, OPEN_MS = 20_000;
// A shorter connection does not end the back-off
const STEADY_MS = 60_000;
// First back-off when turned away
const CROWDED = 4;
// Old ticks: the clock was put back
const PUT_BACK = 3;
// Servers and proxies refuse longer ones
const LONGEST_QUERY = 4000;

const { document, addEventListener, location: page } = globalThis;

/** @type {import("./clock-client.js").listen} */
export function listen(onTick, onState, origin = page.origin, silenceMs = 20_000) {
	let newest = -1, older = 0;
	const begin = () => ({ path: "/time/tic/", api: "/api/initial_state" });

	function take({ message }) {
		const { sequence = -1, stale } = message;
		if (stale ? sequence >= newest : sequence > newest || ++older === PUT_BACK) {
			newest = sequence;
			older = 0;
			onTick(message);
		}
		return stale ? "stale" : "live";
	}

	return keep({ origin, begin, take, onState, silenceMs }).close;
}

/** @type {import("./clock-client.js").subscribe} */
export function subscribe(feed, { keys, onChange, onState, origin = page.origin }) {
	const values = new Map();
	// All keys if undefined
	let wanted = keys?.length ? new Set(keys) : undefined;
	// Of this connection: the keys of its URL, and those of the last one that have not come yet
	let inUrl, missing, complete;

	function change(key, value, timestamp) {
		missing.delete(key);
		if (value === null) values.delete(key);
		else values.set(key, { value, timestamp });
		onChange(key, value, timestamp);
	}

	function begin() {
		let query = "";
		inUrl = wanted && new Set();
		for (const key of wanted ?? []) {
			const longer = query + (query && "&") + new URLSearchParams({ key });
			if (query && longer.length > LONGEST_QUERY) break;
			query = longer;
			inUrl.add(key);
		}
		if (inUrl?.size === wanted?.size) inUrl = wanted;
		missing = new Set(values.keys());
		complete = false;
		return { path: `/feeds/${feed}?${query}`, api: `/api/feeds/${feed}?${query}` };
	}

	const sendKeys = () => send(JSON.stringify({ keys: [...wanted] }));
	// Too many for the URL, or replaced meanwhile
	const onOpen = () => wanted !== inUrl && sendKeys();

	function take({ key, value, timestamp, snapshot, stale }) {
		if (stale) return "stale";
		if (snapshot) {
			// Deleted meanwhile
			for (const old of missing) if (!inUrl || inUrl.has(old)) change(old, null);
			// Those that only onOpen asked for have come by the next time
			inUrl = undefined;
			// A repeated one does not end "stale"
			if (complete) return;
			complete = true;
		} else if (!wanted || wanted.has(key)) change(key, value, timestamp);
		return complete && "live";
	}

	const { close, send } = keep({ origin, begin, onOpen, take, onState });
	return {
		values, close,
		setKeys(replacement) {
			wanted = new Set(replacement);
			for (const key of values.keys()) if (!wanted.has(key)) change(key, null);
			sendKeys();
		},
	};
}

function keep({ origin, begin, onOpen, take, onState, silenceMs = 0 }) {
	const life = new AbortController();
	let state = "connecting", tries = 0;
	let hasty, socket, timer, address;

	function connect() {
		drop();
		tell(state, 0);
		let openedAt = 0;
		const watch = (ms) => wait(ms, () => lost({}, openedAt));
		address = begin();
		socket = new WebSocket(origin.replace("http", "ws") + address.path);
		socket.onopen = () => {
			openedAt = Date.now();
			watch(silenceMs || OPEN_MS);
			onOpen?.();
		};
		// Node 20 may err and not close
		socket.onclose = socket.onerror = (event) => lost(event, openedAt);
		socket.onmessage = ({ data }) => {
			const message = JSON.parse(data);
			silenceMs = message.silence ?? silenceMs;
			watch(silenceMs);
			if (Date.now() - openedAt > STEADY_MS) tries = 0;
			const now = take(message);
			if (now && now !== state) tell(now);
		};
		watch(OPEN_MS);
	}

	function drop() {
		hasty = false;
		clearTimeout(timer);
		if (!socket) return;
		socket.onopen = socket.onclose = socket.onerror = socket.onmessage = null;
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
		const crowded = [200, 1002, 1009].includes(status);
		if (crowded) tries = Math.max(tries, CROWDED);
		retry(crowded ? "full" : "lost", Math.random() * Math.min(CAP_MS, BASE_MS * 2 ** tries++));
		hasty = !crowded;
	}

	function ask() {
		const request = { method: "HEAD", signal: AbortSignal.timeout(5000), credentials: "include" };
		// Any other refusal is a proxy's, whose gateway may be restarting
		const isOwn = ({ ok, status, headers }) => ok || status === 401
			|| headers.get("content-type")?.startsWith("application/problem+json");
		return fetch(origin + address.api, request)
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
