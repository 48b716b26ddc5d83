import { subscribe } from "./clock-client.js";

const WORDS = {
	connecting: ["Connecting", "Waiting for values."],
	live: ["Live", "Each value is the newest one."],
	stale: ["No new values", "The topic has been silent for longer than expected."],
	lost: ["Not connected", "The connection was lost, or the topic does not exist yet. Reconnecting."],
	full: ["Refused", "The server accepts no connection now. Retrying."],
	login: ["Log in again", "The session has ended."],
	denied: ["Not available", "You may not see this feed, or it has more keys than a client may have."],
};
// Changes and ages are shown together: the page stays calm, and a table of many rows is laid out twice per second at most
const SHOW_MS = 500;
const MOST_FIELDS = 12;
// A longer value may be cut off
const LONG = 10;
const PLAIN = "Value";

const page = Object.fromEntries([...document.querySelectorAll("[id]")].map((element) => [element.id, element]));
const { feed } = document.documentElement.dataset;

const entries = new Map();
const columns = [];
const changed = new Set();
const onScreen = new Set();
let added = [];

const screen = new IntersectionObserver((rows) => rows.forEach(({ target, isIntersecting }) => {
	if (isIntersecting) {
		onScreen.add(target.entry);
		showValue(target.entry);
		showAge(target.entry);
	}
	else {
		onScreen.delete(target.entry);
	}
}), { root: document.querySelector(".values"), rootMargin: "200px" });

function onChange(key, value, timestamp) {
	let entry = entries.get(key);
	if (timestamp === undefined || value === null) {
		if (entry) {
			remove(entry);
		}
	}
	else {
		entry ??= add(key);
		entry.value = value;
		entry.at = Date.parse(timestamp);
		changed.add(entry);
	}
}

function add(key) {
	const entry = { key, value: null, at: NaN, row: document.createElement("tr") };
	entry.row.entry = entry;
	entry.row.append(head("row", key), cell());
	entry.row.lastChild.className = "age";
	entries.set(key, entry);
	added.push(entry);
	return entry;
}

function remove(entry) {
	entries.delete(entry.key);
	changed.delete(entry);
	onScreen.delete(entry);
	screen.unobserve(entry.row);
	entry.row.remove();
	added = added.filter((other) => other !== entry);
}

function show() {
	const before = columns.length;
	changed.forEach(({ value }) => fields(value).forEach(([name]) => addColumn(name)));
	insert();
	// The others are shown when they come into view. A new column moves the cells of all
	onScreen.forEach((entry) => (columns.length > before || changed.has(entry)) && showValue(entry));
	changed.clear();
	say(page.count, countText());
	if (!document.hidden) {
		onScreen.forEach(showAge);
	}
}

function insert() {
	if (added.length === 0) {
		return;
	}
	const sorted = [...entries.values()].sort((a, b) => a.key < b.key ? -1 : 1);
	if (added.length > entries.size / 2) {
		page.rows.replaceChildren(...sorted.map(({ row }) => row));
	}
	else {
		const fresh = new Set(added);
		sorted.toReversed().reduce((next, entry) => {
			if (fresh.has(entry)) {
				page.rows.insertBefore(entry.row, next);
			}
			return entry.row;
		}, null);
	}
	added.forEach((entry) => {
		filter(entry);
		screen.observe(entry.row);
	});
	added = [];
}

/**
 * An object's fields are columns of their own.
 */
function fields(value) {
	const isObject = typeof value === "object" && !Array.isArray(value);
	return isObject ? Object.entries(value) : [[PLAIN, value]];
}

function addColumn(name) {
	if (columns.includes(name) || columns.length === MOST_FIELDS) {
		return;
	}
	columns.push(name);
	page.head.insertBefore(head("col", name), page.head.lastChild);
}

function showValue({ value, row }) {
	while (row.cells.length < columns.length + 2) {
		row.insertBefore(cell(), row.lastChild);
	}
	const texts = new Map(fields(value));
	columns.forEach((name, index) => {
		const box = row.cells[index + 1].firstChild;
		const content = text(texts.get(name));
		say(box, content);
		const title = content.length > LONG ? content : "";
		if (box.title !== title) {
			box.title = title;
		}
	});
}

function text(value = "") {
	return typeof value === "string" ? value : JSON.stringify(value);
}

function showAge({ at, row }) {
	say(row.lastChild.firstChild, age(Math.max(0, Math.floor((Date.now() - at) / 1000))));
}

function age(seconds) {
	if (seconds < 60) {
		return `${seconds} s`;
	}
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) {
		return `${minutes} min`;
	}
	const hours = Math.floor(minutes / 60);
	return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
}

function filter(entry) {
	entry.row.hidden = !entry.key.toLowerCase().includes(page.filter.value.toLowerCase());
}

function countText() {
	const found = page.filter.value ? [...entries.values()].filter(({ row }) => !row.hidden).length : entries.size;
	const all = entries.size === 1 ? "1 key" : `${entries.size || "No"} keys`;
	return page.filter.value ? `${found} of ${all}` : all;
}

function onState(state, retryMs) {
	const [words, detail] = WORDS[state];
	const left = Math.ceil(retryMs / 1000);
	document.documentElement.dataset.state = state;
	say(page.state, words);
	say(page.detail, left > 0 ? `${detail} Next attempt in ${left} s.` : detail);
	page.login.hidden = state !== "login";
	document.title = state === "live" ? `${feed} – Realtime Clock` : `${words} – ${feed}`;
}

function head(scope, content) {
	const created = document.createElement("th");
	return Object.assign(created, { scope, textContent: content, title: content });
}

/**
 * The text is in a box of its own: a browser lays out a table's cells all together, but such a box alone.
 */
function cell() {
	const created = document.createElement("td");
	created.append(document.createElement("div"));
	return created;
}

function say(element, content) {
	if (element.textContent !== content) {
		element.textContent = content;
	}
}

for (const event of ["input", "change"]) page.filter.addEventListener(event, () => {
	entries.forEach(filter);
	say(page.count, countText());
});
setInterval(show, SHOW_MS);
// The gateway need not be at the root of its host
subscribe(feed, { onChange, onState, origin: new URL("../..", location).href.slice(0, -1) });
