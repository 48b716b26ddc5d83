"""Judges histories of the system by five invariants: python3 check.py <file.jsonl>...

The files are one history: a JSON object per line, see README.md beside this file. Prints each violation and a
summary. Exit status: 0 if nothing is violated, 1 if something is, 2 if the history can't be judged.

Python 3.9 or later, standard library only. It knows the format and the invariants, nothing of the services' code.
"""

import json
import sys
from collections import defaultdict

INVARIANTS = {
    1: "never an older value after a newer one",
    2: "nothing shown as live that is older than the limit",
    3: "after the last fault all clients hold the newest values in time",
    4: "no frame after the login ended",
    5: "each slot in the topic at most once while Redis answers",
}

FIELDS = {
    "limits": {"oldest_live", "settled_within", "delivered_within", "login_ended_within", "slots",
               "duplicates_allowed_during", "duplicates_grace", "claim_timeout"},
    "record": {"feed", "key", "version"},
    "client": {"client", "feed"},
    "open": {"client", "connection", "feed", "gateway"},
    "frame": {"client", "connection", "key", "version", "live"},
    "close": {"client", "connection"},
    "login_ended": {"login"},
    "fault": {"fault", "part"},
    "healed": {"fault"},
    "stall": {"seconds"},
    "end": set(),
}


class UnreadableHistory(Exception):
    """The history does not follow the format, or there is nothing in it to judge."""


class History:
    """The events of a history in the order of their times, and its faults."""

    def __init__(self, events):
        for event in events:
            missing = FIELDS.get(event.get("type"), {"a known type"}) - event.keys()
            if missing or not isinstance(event.get("at"), (int, float)):
                raise UnreadableHistory("%s lacks %s" % (event, ", ".join(sorted(missing)) or "its time"))
        # Stable: what one process wrote at the same time stays in its order
        self.events = sorted(events, key=lambda event: event["at"])
        limits = self.of_type("limits")
        ends = self.of_type("end")
        if len(limits) != 1 or len(ends) != 1:
            raise UnreadableHistory("a history has the limits once and an end")
        for needed in ("record", "client", "frame"):
            if not self.of_type(needed):
                raise UnreadableHistory("a history without any %s shows nothing" % needed)
        self.limits = limits[0]
        self.begin = limits[0]["at"]
        self.end = ends[0]["at"]
        self.faults = self.paired_faults()

    def of_type(self, *types):
        return [event for event in self.events if event["type"] in types]

    def paired_faults(self):
        """Each fault as (part, begin, end)."""
        open_faults, faults = {}, []
        for event in self.of_type("fault", "healed"):
            if event["type"] == "fault":
                open_faults[event["fault"]] = event
            elif event["fault"] in open_faults:
                begin = open_faults.pop(event["fault"])
                faults.append((begin["part"], begin["at"], event["at"]))
            else:
                raise UnreadableHistory("%s healed without a fault" % event["fault"])
        if open_faults:
            raise UnreadableHistory("never healed: %s" % ", ".join(open_faults))
        return faults


def never_older(history):
    newest = {}
    for frame in history.of_type("frame"):
        place = (frame["client"], frame["connection"], frame["key"])
        before = newest.get(place)
        if before is not None and frame["version"] < before:
            yield frame["at"], "%s got %s of %s after %s" % (frame["client"], frame["version"], frame["key"], before)
        else:
            newest[place] = frame["version"]


def nothing_old_is_live(history):
    limit = history.limits["oldest_live"]
    for frame in history.of_type("frame"):
        if frame["live"] and "of" in frame and frame["at"] - frame["of"] > limit:
            yield frame["at"], "%s got %s of %s as live, %.3f s old" % (
                frame["client"], frame["version"], frame["key"], frame["at"] - frame["of"])


def all_settle(history):
    """At the end of the time to settle, and at the end of the history."""
    end_of_faults = max((end for _, _, end in history.faults), default=history.events[0]["at"])
    settled = end_of_faults + history.limits["settled_within"]
    if settled > history.end:
        yield history.end, "it ends %.1f s after the last fault, before the time to settle is over" % (
            history.end - end_of_faults)
        return
    for moment in (settled, history.end):
        yield from not_held(history, moment)


def not_held(history, moment):
    published = defaultdict(dict)
    connections, held = {}, defaultdict(dict)
    clients = {}
    for event in history.events:
        if event["at"] > moment:
            break
        kind = event["type"]
        if kind == "record" and event.get("of", event["at"]) <= moment - history.limits["delivered_within"]:
            of_feed = published[event["feed"]]
            of_feed[event["key"]] = max(event["version"], of_feed.get(event["key"], event["version"]))
        elif kind == "client":
            clients[event["client"]] = event
        elif kind == "open":
            connections[event["client"]] = event["connection"]
            held[event["client"]] = {}
        elif kind == "close" and connections.get(event["client"]) == event["connection"]:
            del connections[event["client"]]
        elif kind == "frame" and connections.get(event["client"]) == event["connection"]:
            held[event["client"]][event["key"]] = event["version"] if event["live"] else None
    for client in clients.values():
        name, wanted = client["client"], published[client["feed"]]
        if name not in connections:
            yield moment, "%s is not connected" % name
            continue
        for key, version in wanted.items():
            has = held[name].get(key)
            if has is None or has < version:
                yield moment, "%s holds %s of %s, not %s" % (name, has, key, version)


def no_frame_after_the_login(history):
    ended = {event["login"]: event["at"] for event in history.of_type("login_ended")}
    faults = sorted(history.faults, key=lambda fault: fault[1])
    deadlines = {}
    for connection in history.of_type("open"):
        end = ended.get(connection.get("login"))
        deadlines[connection["client"], connection["connection"]] = end and deadline(
            history, faults, end, ("redis", connection["gateway"]))
    for frame in history.of_type("frame"):
        place = (frame["client"], frame["connection"])
        if place not in deadlines:
            raise UnreadableHistory("a frame of a connection that was never opened: %s" % frame)
        if deadlines[place] is not None and frame["at"] > deadlines[place]:
            yield frame["at"], "%s got a frame %.3f s after the time in which its login's end had to take effect" % (
                frame["client"], frame["at"] - deadlines[place])


def deadline(history, faults, end, parts):
    """While Redis or the gateway can't be reached nobody can tell the gateway of the end."""
    limit = history.limits["login_ended_within"]
    latest = end + limit
    for part, begin, healed in faults:
        if part in parts and begin <= latest and healed >= end:
            latest = max(latest, healed + limit)
    return latest


def slots_once(history):
    grace = history.limits["duplicates_grace"]
    excuses = [(begin - grace, end + grace) for part, begin, end in history.faults
               if part in history.limits["duplicates_allowed_during"]]
    excuses += [(stall["at"] - stall["seconds"] - grace, stall["at"] + grace) for stall in history.of_type("stall")]
    seen = set()
    for record in history.of_type("record"):
        if record["feed"] not in history.limits["slots"]:
            continue
        slot = (record["feed"], record["key"], record["version"])
        at = record.get("of", record["at"])
        if at < history.begin:
            # Of the faults before it a history knows nothing
            continue
        if abs(record.get("sent", at) - at) >= history.limits["claim_timeout"]:
            # Its ticker waited in vain for Redis, or stood still, or its clock was shifted at this moment
            continue
        if slot in seen and not any(begin <= at <= end for begin, end in excuses):
            yield record["at"], "slot %s is in the topic again" % record["version"]
        seen.add(slot)


JUDGES = {1: never_older, 2: nothing_old_is_live, 3: all_settle, 4: no_frame_after_the_login, 5: slots_once}


def judge(events):
    """Return the violations of a history as (number of the invariant, time, what)."""
    history = History(events)
    return [(number, at, what) for number, violations in JUDGES.items() for at, what in violations(history)]


def read(lines):
    try:
        return [json.loads(line) for line in lines if line.strip()]
    except ValueError as ex:
        raise UnreadableHistory(ex) from ex


def summary(events):
    count = defaultdict(int)
    for event in events:
        count[event["type"]] += 1
    return "%d clients, %d connections, %d frames, %d records, %d faults, %d stalls, %d logins ended, %.0f s" % (
        count["client"], count["open"], count["frame"], count["record"], count["fault"], count["stall"],
        count["login_ended"],
        max(event["at"] for event in events) - min(event["at"] for event in events))


def main(files):
    try:
        events = []
        for name in files:
            with open(name, encoding="utf-8") as lines:
                events += read(lines)
        violations = judge(events)
    except (OSError, UnreadableHistory) as ex:
        print("can't be judged: %s" % ex)
        return 2
    for number, at, what in violations:
        print("%.3f: invariant %d, %s: %s" % (at, number, INVARIANTS[number], what))
    print("%s: %d violations" % (summary(events), len(violations)))
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
