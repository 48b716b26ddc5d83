/**
 * `connecting`: nothing received yet. `live`: up to date. `stale`: the server has no current value.
 * `lost`: no connection, another attempt follows. `full`: the server accepts no connection now, another attempt follows.
 * `login`: the login has ended. `denied`: there is no such feed, or no right to it or to a key.
 * After `login` and `denied` there are no more attempts.
 */
export type State = "connecting" | "live" | "stale" | "lost" | "full" | "login" | "denied";

/**
 * Called when the state changes, and for each attempt to connect.
 * `retryMs`: milliseconds until the next attempt, 0 when it begins.
 */
export type OnState = (state: State, retryMs?: number) => void;

export interface Tick {
	time: string;
	instant?: string;
	sequence?: number;
	stale?: true;
}

/**
 * Receives the clock's ticks, and reconnects.
 * @param onTick newer ticks, and the last one again when it is stale
 * @param origin the gateway's, with its context path if it has one; default: the page's
 * @param silenceMs reconnect when nothing was received for so long
 * @returns ends it
 */
export function listen(onTick: (tick: Tick) => void, onState?: OnState, origin?: string, silenceMs?: number): () => void;

/** Numbers become JavaScript numbers, which are exact to 15 digits: write longer ones as strings. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

export interface Subscription {
	/** The newest value of each key, with the record's timestamp (ISO 8601). */
	readonly values: ReadonlyMap<string, { value: Json; timestamp: string }>;
	/** Replaces the keys, one at least, at most ten times per second. Values of other keys are removed at once. */
	setKeys(keys: string[]): void;
	close(): void;
}

export interface FeedOptions {
	/** Default: every key that the user may see. */
	keys?: string[];
	/** Called with the newest value of a key; with `null` when the key was deleted. */
	onChange: (key: string, value: Json, timestamp?: string) => void;
	onState?: OnState;
	/** The gateway's, with its context path if it has one; default: the page's. */
	origin?: string;
}

/**
 * Subscribes to the newest value of each key of a feed, and reconnects, also when nothing was received for longer
 * than the gateway says.
 */
export function subscribe(feed: string, options: FeedOptions): Subscription;
