import { listen } from "./clock-client.js";

const WORDS = {
	connecting: ["Connecting", "Waiting for the first tick."],
	live: ["Live", "Ticks are arriving."],
	stale: ["Source silent", "The server is there, but no tick comes."],
	lost: ["Connection lost", "Reconnecting"],
	full: ["Turned away", "No room, or line too slow. Again"],
	login: ["Log in again", "The session has ended."],
};
const UNHEARD_WORDS = ["Nothing heard", "Neither tick nor notice comes."];
// A server whose source is silent says so after 2 s
const UNHEARD_MS = 3500;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" });
const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const page = Object.fromEntries([...document.querySelectorAll("[id]")].map((element) => [element.id, element]));

let state = "connecting";
let retryAt = NaN;
let tick = {};
let liveAt = NaN;
let handAt = 0;
let seconds;

function show() {
	if (document.hidden) {
		return;
	}
	const now = performance.now();
	showState(now);
	say(page.age, age(now));
	if (tick.time) {
		say(page.display, tick.time);
	}
	if (tick.instant) {
		showInstant(new Date(tick.instant));
	}
}

function showState(now) {
	const unheard = state === "live" && now - liveAt > UNHEARD_MS;
	const [words, detail] = unheard ? UNHEARD_WORDS : WORDS[state];
	set(document.documentElement.dataset, "state", unheard ? "stale" : state);
	say(page.state, words);
	say(page.detail, detail + countdown(now));
	set(page.login, "hidden", state !== "login");
}

function countdown(now) {
	if (state !== "lost" && state !== "full") {
		return "";
	}
	const left = Math.ceil((retryAt - now) / 1000);
	return left > 0 ? ` in ${left} s.` : " now.";
}

function age(now) {
	const passed = Math.floor((now - liveAt) / 1000);
	if (Number.isNaN(passed)) {
		return "none yet";
	}
	if (passed < 2) {
		return "just now";
	}
	if (passed < 60) {
		return `${passed} s ago`;
	}
	const minutes = Math.floor(passed / 60);
	return minutes < 60 ? `${minutes} min ago` : `${Math.floor(minutes / 60)} h ${minutes % 60} min ago`;
}

function showInstant(instant) {
	const offset = zoneOffset(tick.time, instant);
	const local = new Date(instant.getTime() + offset);
	page.display.classList.remove("blank");
	say(page.slot, `Slot ${tick.sequence}`);
	say(page.weekday, weekday.format(local));
	say(page.date, date.format(local));
	set(page.date, "dateTime", local.toISOString().slice(0, 10));
	say(page.offset, `UTC${sign(offset)}${new Date(Math.abs(offset)).toISOString().slice(11, 16)}`);
	moveHand(local % MINUTE_MS / MINUTE_MS * 100);
}

/**
 * A frame has the time of day in the server's zone, but not the zone. The two times tell its offset but
 * for whole days, between which the browser's own offset decides.
 */
function zoneOffset(time, instant) {
	const told = Date.parse(`1970-01-01T${time}Z`);
	const offset = told - Math.floor(instant % DAY_MS / 1000) * 1000;
	const own = instant.getTimezoneOffset() * -MINUTE_MS;
	return offset + Math.round((own - offset) / DAY_MS) * DAY_MS;
}

const sign = (offset) => offset < 0 ? "\u2212" : "+";

function moveHand(percent) {
	set(page.hand, "hidden", false);
	// It sweeps on, never back
	page.hand.classList.toggle("jump", percent < handAt);
	page.hand.style.translate = `${percent}cqi`;
	handAt = percent;
}

const say = (element, text) => set(element, "textContent", text);

// What stays as it is must cost the browser no style and no layout
function set(target, property, value) {
	if (target[property] !== value) {
		target[property] = value;
	}
}

function onTick(newer) {
	tick = newer;
	if (!newer.stale) {
		liveAt = performance.now();
	}
}

function onState(newState, retryMs) {
	state = newState;
	retryAt = performance.now() + retryMs;
	const title = state === "live" ? "Realtime Clock" : `${WORDS[state][0]} – Realtime Clock`;
	set(document, "title", title);
	show();
}

function onVisibility() {
	clearInterval(seconds);
	if (!document.hidden) {
		handAt = Infinity;
		show();
		seconds = setInterval(show, 1000);
	}
}

document.addEventListener("visibilitychange", onVisibility);
onVisibility();
// The state follows each tick, and shows it
listen(onTick, onState);
