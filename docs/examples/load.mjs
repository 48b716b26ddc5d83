// Clients of the clock, each of which checks the sequence of its ticks as the project's own load client does. With k6 (1.0 or newer):
//   k6 run -e ORIGIN=https://clock.example.org -e CLOCK_PASSWORD=… -e CLIENTS=100 -e SECONDS=60 docs/examples/load.mjs
// GATEWAY_MAX_CONNECTIONS_PER_USER limits the sockets of a user, GATEWAY_HANDSHAKE_BURST the handshakes of an address.
import { check } from "k6";
import encoding from "k6/encoding";
import { Counter, Trend } from "k6/metrics";
import { WebSocket } from "k6/websockets";

const { ORIGIN = "http://localhost:8080", CLOCK_USER = "demo", CLOCK_PASSWORD = "demo", CLIENTS = "20", SECONDS = "30" } = __ENV;
const headers = { Authorization: `Basic ${encoding.b64encode(`${CLOCK_USER}:${CLOCK_PASSWORD}`)}` };

const ticks = new Counter("clock_ticks");
const missed = new Counter("clock_ticks_missed");
const duplicates = new Counter("clock_ticks_duplicate");
const backward = new Counter("clock_ticks_backward");
const stale = new Counter("clock_stale_notices");
// From the start of a slot to the receipt of its tick, of two clocks that should agree
const delay = new Trend("clock_tick_delay", true);

export const options = {
	scenarios: {
		clients: { executor: "per-vu-iterations", vus: Number(CLIENTS), iterations: 1, maxDuration: `${Number(SECONDS) + 30}s` },
	},
	thresholds: {
		checks: ["rate==1"],
		clock_ticks_missed: ["count==0"],
		clock_ticks_duplicate: ["count==0"],
		clock_ticks_backward: ["count==0"],
		clock_stale_notices: ["count==0"],
	},
};

export default function () {
	const socket = new WebSocket(`${ORIGIN.replace("http", "ws")}/time/tic/`, null, { headers });
	let first = true, last = -1;
	socket.onmessage = ({ data }) => {
		const now = Date.now();
		const { sequence, instant, stale: isStale } = JSON.parse(data).message;
		if (isStale) return stale.add(1);
		if (sequence === last) duplicates.add(1);
		else if (sequence < last) backward.add(1);
		else {
			ticks.add(1);
			// The first tick is as old as the slot that it came in
			if (!first) {
				missed.add(sequence - last - 1);
				delay.add(now - Date.parse(instant));
			}
			first = false;
			last = sequence;
		}
	};
	socket.onclose = () => check(last, { "ticks were received": (sequence) => sequence >= 0 });
	socket.onerror = (event) => console.error(event.error);
	setTimeout(() => socket.close(), 1000 * Number(SECONDS));
}
