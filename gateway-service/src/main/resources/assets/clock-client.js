/**
 * @typedef {{time: string, instant?: string, sequence?: number, stale?: true}} Tick
 * @typedef {"connecting"|"live"|"stale"|"lost"|"full"|"login"} State
 */

const BASE_MS = 500, CAP_MS = 10_000;
// First back-off when turned away
const CROWDED = 4;
// Old ticks: the clock was put back
const PUT_BACK = 3;

const { document, addEventListener } = globalThis;

/**
 * Listens, and reconnects, until the state is "login".
 * @param {(tick: Tick) => void} onTick newer ticks, and the last one again when stale
 * @param {(state: State, retryMs?: number) => void} onState with the time to the next attempt, or 0
 * @param {string} [origin] default: the page's
 * @param {number} [silenceMs] its limit
 * @returns {() => void} to end it
 */
export function listen(onTick, onState, origin = location.origin, silenceMs = 20_000) {
	const life = new AbortController();
	let state = "connecting";
	let tries = 0, newest = -1, older = 0;
	let hasty, socket, timer;

	function connect() {
		drop();
		tell(state, 0);
		let opened = false;
		const watch = () => wait(silenceMs, () => lost({}, opened));
		socket = new WebSocket(`${origin.replace("http", "ws")}/time/tic/`);
		socket.onopen = () => opened = true;
		// Node 20 may err and not close
		socket.onclose = socket.onerror = (event) => lost(event, opened);
		socket.onmessage = ({ data }) => {
			watch();
			take(JSON.parse(data).message);
		};
		watch();
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
		timer = setTimeout(then, ms);
	}

	function tell(now, retryMs) {
		state = now;
		onState(now, retryMs);
	}

	function take(tick) {
		const { sequence = -1, stale } = tick;
		tries = 0;
		if (stale ? sequence >= newest : sequence > newest || ++older === PUT_BACK) {
			newest = sequence;
			older = 0;
			onTick(tick);
		}
		tell(stale ? "stale" : "live");
	}

	async function lost({ code, reason }, opened) {
		drop();
		const after = code === 1001 && /^retry-after=(\d+\.?\d*)$/.exec(reason);
		if (after) return retry("lost", after[1] * 1000);
		// Browsers hide why a handshake failed
		const status = opened ? code : await ask();
		if (life.signal.aborted) return;
		if (status === 1008 || status === 401) return tell("login");
		const crowded = [200, 1002, 1009, 1013].includes(status);
		if (crowded) tries = Math.max(tries, CROWDED);
		retry(crowded ? "full" : "lost", Math.random() * Math.min(CAP_MS, BASE_MS * 2 ** tries++));
		hasty = !crowded;
	}

	function ask() {
		const signal = AbortSignal.timeout(5000);
		return fetch(`${origin}/api/initial_state`, { signal, credentials: "include" }).then((it) => it.status, () => 0);
	}

	function retry(now, ms) {
		wait(ms, connect);
		tell(now, ms);
	}

	const hurry = () => hasty && !document?.hidden && connect();
	addEventListener?.("online", hurry, life);
	document?.addEventListener("visibilitychange", hurry, life);
	connect();
	return () => {
		life.abort();
		drop();
	};
}
