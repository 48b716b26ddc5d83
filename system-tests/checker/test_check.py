"""Histories that break one invariant each, and others that break none: python3 test_check.py"""

import unittest

import check

LIMITS = {"at": 0, "type": "limits", "oldest_live": 1.5, "settled_within": 5, "delivered_within": 1,
          "login_ended_within": 2, "slots": ["time"], "duplicates_allowed_during": ["redis"], "duplicates_grace": 1,
          "claim_timeout": 0.1}


def tick(version, at=None, **more):
    """A record of the slot that begins at version / 2."""
    return {"at": version / 2 + 0.01 if at is None else at, "type": "record", "feed": "time", "key": "clock",
            "version": version, "of": version / 2, **more}


def frame(version, at=None, client="a", connection=1, live=True):
    return {"at": version / 2 + 0.02 if at is None else at, "type": "frame", "client": client,
            "connection": connection, "key": "clock", "version": version, "of": version / 2, "live": live}


def price(version, at, key="EURUSD"):
    return {"at": at, "type": "record", "feed": "prices", "key": key, "version": version}


def price_frame(version, at, key="EURUSD", client="p"):
    return {"at": at, "type": "frame", "client": client, "connection": 1, "key": key, "version": version,
            "live": True}


def client(name="a", feed="time"):
    return {"at": 0, "type": "client", "client": name, "feed": feed}


def opened(name="a", connection=1, at=0.5, feed="time", gateway="gateway-1", login=None):
    return {"at": at, "type": "open", "client": name, "connection": connection, "feed": feed, "gateway": gateway,
            "login": login}


def closed(name="a", connection=1, at=0.0):
    return {"at": at, "type": "close", "client": name, "connection": connection, "code": 1006}


def fault(part, begin, end):
    return [{"at": begin, "type": "fault", "fault": part + str(begin), "part": part},
            {"at": end, "type": "healed", "fault": part + str(begin)}]


def calm(seconds=20, missing=(), unsent=()):
    """A clock's client that sees every slot but the missing ones."""
    slots = range(2, seconds * 2 - 1)
    return ([LIMITS, client(), opened(), {"at": seconds, "type": "end"}]
            + [tick(slot) for slot in slots if slot not in unsent]
            + [frame(slot) for slot in slots if slot not in missing])


def prices(last_frame=2):
    return calm() + [client("p", "prices"), opened("p", feed="prices"), price(1, 2), price_frame(1, 2.1), price(2, 15),
                     price_frame(last_frame, 15.1)]


def brief(end, frames_until):
    """A login that ends while its client is connected."""
    return calm() + [opened("s", login="x"), {"at": end, "type": "login_ended", "login": "x"}] + [
        frame(slot, client="s") for slot in range(2, int(frames_until * 2))]


class CleanHistories(unittest.TestCase):

    def holds(self, events):
        self.assertEqual([], check.judge(events))

    def test_a_calm_one(self):
        self.holds(calm())

    def test_missed_slots_are_not_judged(self):
        self.holds(calm(missing=(20, 21, 22)))

    def test_a_stale_tick_may_be_old(self):
        self.holds(calm(missing=(8, 9, 10, 11), unsent=(8, 9, 10, 11)) + [frame(7, at=5.6, live=False)])

    def test_another_connection_may_begin_with_an_older_value(self):
        self.holds(calm() + [closed(at=19.05), opened(connection=2, at=19.06), frame(37, at=19.1, connection=2),
                             frame(38, at=19.2, connection=2)])

    def test_a_value_of_a_topic(self):
        self.holds(prices())

    def test_a_slot_twice_while_redis_is_away(self):
        self.holds(calm() + fault("redis", 4, 6) + [tick(10, at=5.2)])

    def test_a_slot_twice_of_which_one_was_sent_after_the_time_to_claim_it(self):
        self.holds(calm() + [tick(20, sent=10.11)])

    def test_a_slot_twice_of_which_one_was_sent_while_its_clock_was_put_back(self):
        self.holds(calm() + [tick(20, sent=-49.86)])

    def test_a_slot_twice_while_the_machine_stood_still(self):
        self.holds(calm() + [tick(20), {"at": 10.5, "type": "stall", "seconds": 0.3}])

    def test_a_slot_twice_before_it_begins(self):
        self.holds(calm() + [tick(-2, at=3), tick(-2, at=3)])

    def test_a_fault_and_enough_time(self):
        self.holds(calm() + fault("ticker-1", 4, 6))

    def test_frames_within_two_seconds_of_the_end_of_the_login(self):
        self.holds(brief(end=10, frames_until=11.9))

    def test_a_login_that_ends_while_redis_is_away(self):
        self.holds(brief(end=10, frames_until=13.5) + fault("redis", 10.1, 12))

    def test_a_login_that_ends_while_its_gateway_is_frozen(self):
        self.holds(brief(end=10, frames_until=13.5) + fault("gateway-1", 9, 12))


class BrokenHistories(unittest.TestCase):

    def breaks(self, number, events, times=1):
        violations = check.judge(events)
        self.assertEqual([number] * times, [found for found, _, _ in violations], violations)

    def test_1_an_older_tick(self):
        self.breaks(1, calm() + [frame(10, at=6.3)])

    def test_1_an_older_tick_as_stale(self):
        self.breaks(1, calm() + [frame(10, at=6.3, live=False)])

    def test_1_an_older_value_of_one_key(self):
        self.breaks(1, prices() + [price_frame(7, 15.2, key="GBPUSD"), price_frame(6, 15.3, key="GBPUSD"),
                                   price_frame(8, 15.4, key="GBPUSD")])

    def test_2_an_old_tick_as_live(self):
        self.breaks(2, calm(missing=(9, 10, 11, 12)) + [frame(9, at=6.3)])

    def test_2_the_first_frame_of_a_connection_is_old(self):
        self.breaks(2, calm() + [opened("b", at=8), frame(9, at=8.1, client="b")])

    def test_3_a_client_that_stays_behind(self):
        self.breaks(3, calm(missing=range(10, 40)) + fault("gateway-1", 5, 6), times=2)

    def test_3_a_client_that_never_comes_back(self):
        self.breaks(3, calm(missing=range(10, 40)) + [closed(at=4.9)] + fault("gateway-1", 5, 6), times=2)

    def test_3_a_client_that_comes_back_too_late(self):
        self.breaks(3, calm(missing=range(10, 30)) + [closed(at=4.9), opened(at=14.9)] + fault("gateway-1", 5, 6))

    def test_3_a_client_without_the_newest_value_of_a_key(self):
        self.breaks(3, prices(last_frame=1))

    def test_3_a_client_that_is_still_told_that_the_source_is_silent(self):
        self.breaks(3, calm() + [frame(38, at=19.6, live=False)])

    def test_3_a_history_that_ends_too_early(self):
        self.breaks(3, calm() + fault("broker", 14, 16))

    def test_4_frames_after_the_login_ended(self):
        self.breaks(4, brief(end=10, frames_until=12.6))

    def test_4_an_outage_of_redis_that_was_over_before_is_no_excuse(self):
        self.breaks(4, brief(end=10, frames_until=12.6) + fault("redis", 8, 9.5))

    def test_4_an_outage_of_another_gateway_is_no_excuse(self):
        self.breaks(4, brief(end=10, frames_until=12.6) + fault("gateway-2", 9, 12))

    def test_5_a_slot_twice(self):
        self.breaks(5, calm() + [tick(10, at=5.2)])

    def test_5_a_slot_twice_within_the_time_to_claim_it(self):
        self.breaks(5, calm() + [tick(20, sent=10.09)])

    def test_5_a_slot_twice_long_after_redis_was_away(self):
        self.breaks(5, calm() + fault("redis", 4, 6) + [tick(15, at=7.6)])

    def test_5_a_slot_twice_long_after_the_machine_stood_still(self):
        self.breaks(5, calm() + [tick(20), {"at": 8.5, "type": "stall", "seconds": 0.3}])

    def test_5_an_outage_of_a_ticker_is_no_excuse(self):
        self.breaks(5, calm() + fault("ticker-1", 4, 6) + [tick(10, at=5.2)])


class UnreadableHistories(unittest.TestCase):

    def refuses(self, events):
        with self.assertRaises(check.UnreadableHistory):
            check.judge(events)

    def test_without_a_frame(self):
        self.refuses([event for event in calm() if event["type"] != "frame"])

    def test_without_the_end(self):
        self.refuses([event for event in calm() if event["type"] != "end"])

    def test_with_a_fault_that_never_heals(self):
        self.refuses(calm() + fault("redis", 4, 6)[:1])

    def test_with_an_unknown_event(self):
        self.refuses(calm() + [{"at": 1, "type": "surprise"}])

    def test_with_a_frame_of_no_connection(self):
        self.refuses(calm() + [frame(5, connection=9)])

    def test_with_a_line_that_is_no_json(self):
        with self.assertRaises(check.UnreadableHistory):
            check.read(["{"])


if __name__ == "__main__":
    unittest.main()
