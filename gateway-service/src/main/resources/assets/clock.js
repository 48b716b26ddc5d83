import { listen } from "./clock-client.js";

const WORDS = {
	connecting: ["Connecting", "Waiting for the first tick."],
	live: ["Live", "Connected"],
	stale: ["No new ticks", "The server is connected but receives no ticks."],
	lost: ["Connection lost", "Reconnecting"],
	full: ["Refused", "The server accepts no connection now. Retrying"],
	login: ["Log in again", "The session has ended."],
	denied: ["Not available", "The server refuses the connection."],
};
const UNHEARD_WORDS = ["No data", "The connection is open, but the server sends nothing."];
// These depend on the server's settings
const { staleAfter, silence, zone } = document.documentElement.dataset;
// A server whose source is silent has said so by then
const UNHEARD_MS = Number(staleAfter) + 1500;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
// The median of so many delays is shown
const DELAYS = 20;
const opened = new Date();

// In the language of the browser
const weekday = new Intl.DateTimeFormat(undefined, { weekday: "long", timeZone: "UTC" });
const date = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const page = Object.fromEntries([...document.querySelectorAll("[id]")].map((element) => [element.id, element]));

let state = "connecting";
let retryAt = NaN;
let tick = {};
let liveAt = NaN;
let handAt = 0;
let seconds;
// In the chosen zone, and in the one that is shown, if the browser knows them
let chosen, shown;
let greeting = true;
let served = "";
let last = NaN;
let missed = 0;
const delays = [];

function show() {
	if (document.hidden) {
		return;
	}
	const now = performance.now();
	showState(now);
	say(page.age, age(now));
	say(page.missed, `${missed}`);
	if (delays.length) {
		say(page.delay, `${delays.toSorted((a, b) => a - b)[delays.length >> 1]} ms`);
	}
	const time = tick.instant && chosen ? chosen.format(new Date(tick.instant)).slice(-8) : tick.time;
	if (time) {
		showTime(time);
	}
	if (tick.instant) {
		showInstant(new Date(tick.instant), time);
	}
}

/**
 * Always eight figures, so that nothing moves.
 */
function showTime(time) {
	const hour = parseInt(time, 10);
	const twelve = page.hours.value === "12" && hour >= 0;
	say(page.half, twelve ? (hour < 12 ? "am" : "pm") : "");
	say(page.display, twelve ? `${(hour + 11) % 12 + 1}`.padStart(2, "0") + time.slice(2) : time);
}

function showState(now) {
	const unheard = state === "live" && now - liveAt > UNHEARD_MS;
	const [words, detail] = unheard ? UNHEARD_WORDS : WORDS[state];
	set(document.documentElement.dataset, "state", unheard ? "stale" : state);
	say(page.state, words);
	say(page.detail, detail + (unheard ? "" : rest(now)));
	set(page.login, "hidden", state !== "login");
}

function rest(now) {
	if (state === "live") {
		return ` to ${served}.`;
	}
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

function showInstant(instant, time) {
	const offset = zoneOffset(time, instant);
	const local = new Date(instant.getTime() + offset);
	page.display.classList.remove("blank");
	showDay(local);
	say(page.offset, `UTC${sign(offset)}${new Date(Math.abs(offset)).toISOString().slice(11, 16)}`);
	moveHand(local % MINUTE_MS / MINUTE_MS * 100);
}

function showDay(local) {
	const day = local.toISOString().slice(0, 10);
	// Formatting is slow, and the date changes once per day
	if (page.date.dateTime !== day) {
		page.date.dateTime = day;
		say(page.weekday, weekday.format(local));
		say(page.date, date.format(local));
	}
}

/**
 * The offset is the difference of the time of day that is shown and that of the instant. The whole days in it come
 * from the zone, or from the browser's own offset if the browser does not know the server's zone.
 */
function zoneOffset(time, instant) {
	const told = Date.parse(`1970-01-01T${time}Z`);
	const offset = told - Math.floor(instant % DAY_MS / 1000) * 1000;
	const near = shown ? shownOffset(instant) : instant.getTimezoneOffset() * -MINUTE_MS;
	return offset + Math.round((near - offset) / DAY_MS) * DAY_MS;
}

function shownOffset(instant) {
	const text = shown.format(instant);
	return Date.parse(`${text.slice(0, 10)}T${text.slice(-8)}Z`) - instant;
}

const sign = (offset) => offset < 0 ? "\u2212" : "+";

function moveHand(percent) {
	set(page.hand, "hidden", false);
	// It moves forward smoothly, but jumps back
	page.hand.classList.toggle("jump", percent < handAt);
	page.hand.style.translate = `${percent}cqi`;
	handAt = percent;
}

const say = (element, text) => set(element, "textContent", text);

// An unchanged value must cost the browser no style and no layout
function set(target, property, value) {
	if (target[property] !== value) {
		target[property] = value;
	}
}

function onTick(newer) {
	tick = newer;
	if (greeting) {
		served = replica();
	}
	if (!newer.stale) {
		liveAt = performance.now();
		judge(newer);
	}
	show();
}

/**
 * Counts missed ticks and measures the delay, except of a connection's first tick, which is an older one.
 */
function judge({ sequence, instant }) {
	if (sequence > last) {
		missed += sequence - last - 1;
	}
	last = sequence;
	if (!greeting) {
		delays.push(Date.now() - Date.parse(instant));
		delays.splice(0, delays.length - DELAYS);
	}
	greeting = false;
}

function onState(newState, retryMs) {
	state = newState;
	greeting ||= retryMs === 0;
	retryAt = performance.now() + retryMs;
	const title = state === "live" ? "Realtime Clock" : `${WORDS[state][0]} – Realtime Clock`;
	set(document, "title", title);
	show();
}

/**
 * The name of the gateway, from a cookie of the handshake's response.
 */
function replica() {
	const [, name = "the server"] = document.cookie.match(/(?:^|; )clock-replica=([^;]*)/) ?? [];
	try {
		return decodeURIComponent(name);
	}
	catch {
		// Another host of the domain can set any cookie
		return "the server";
	}
}

function onVisibility() {
	clearInterval(seconds);
	if (!document.hidden) {
		handAt = Infinity;
		show();
		seconds = setInterval(show, 1000);
	}
}

/**
 * Remembers a choice on this device if the browser allows it.
 */
function choose(element, then) {
	try {
		const kept = localStorage.getItem(element.id);
		if (kept) {
			element.value = kept;
			if (element.value !== kept) {
				element.add(new Option(kept, kept, true, true));
			}
		}
	}
	catch {
		// Nothing is remembered then
	}
	const chosen = () => {
		then();
		show();
	};
	element.addEventListener("change", () => {
		chosen();
		try {
			localStorage.setItem(element.id, element.value);
		}
		catch {
			// As above
		}
	});
	chosen();
}

function chooseZone() {
	chosen = clockIn(page.zone.value);
	if (!chosen) {
		// Stored by a browser that knew more zones
		page.zone.value = "";
	}
	shown = chosen ?? clockIn(zone);
	handAt = Infinity;
	const { timeZone } = shown?.resolvedOptions() ?? {};
	say(page.since, `since ${new Intl.DateTimeFormat(undefined, { timeStyle: "short", timeZone }).format(opened)}`);
}

/**
 * Swedes write date and time as programs do: 2026-11-23 18:07:57.
 */
function clockIn(timeZone) {
	try {
		return new Intl.DateTimeFormat("sv", { dateStyle: "short", timeStyle: "medium", timeZone });
	}
	catch {
		return undefined;
	}
}

// Four hundred options, which most users never open
function fillZones() {
	const there = new Set([...page.zone.options].map(({ value }) => value));
	Intl.supportedValuesOf("timeZone").filter((zone) => !there.has(zone))
		.forEach((zone) => page.zone.add(new Option(zone.replaceAll("_", " "), zone)));
}

page.zone.addEventListener("pointerdown", fillZones, { once: true });
page.zone.addEventListener("focus", fillZones, { once: true });
choose(page.zone, chooseZone);
choose(page.hours, () => {});
document.addEventListener("visibilitychange", onVisibility);
onVisibility();
// The state follows each tick, and shows it
// The gateway need not be at the root of its host
listen(onTick, onState, new URL(".", location).href.slice(0, -1), Number(silence) + 5000);
