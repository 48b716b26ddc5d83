"""Clients that write what they see as a history: record.py <file> <user:password> <port> <port>

They reconnect for ever, alternately to the gateways of the two ports, until their standard input ends. One of them
logs in with the form, connects to both gateways, and logs out. The format is that of checker/README.md.
"""

import asyncio
import base64
import http.client
import itertools
import json
import random
import re
import sys
import threading
import time
import urllib.parse
from datetime import datetime

import websockets


class History:

    def __init__(self, file):
        self.file = open(file, "w", encoding="utf-8", buffering=1)

    def write(self, kind, **fields):
        if not self.file.closed:
            self.file.write(json.dumps({"at": time.time(), "type": kind, **fields}) + "\n")


def value_of(feed, text):
    """Return a frame's value as the fields of a history, None if it has none."""
    message = json.loads(text)
    if feed != "time":
        value = message.get("value")
        return value and {"key": message["key"], "version": value["n"], "live": True}
    tick = message["message"]
    if "sequence" not in tick:
        return None
    instant = datetime.fromisoformat(tick["instant"].replace("Z", "+00:00"))
    return {"key": "clock", "version": tick["sequence"], "of": instant.timestamp(), "live": not tick.get("stale")}


async def connect(history, client, connection, feed, gateway, headers, login=None):
    """One connection, until it ends."""
    number, port = gateway
    path = "/time/tic/" if feed == "time" else "/feeds/" + feed
    async with websockets.connect("ws://127.0.0.1:%d%s" % (port, path), extra_headers=headers, open_timeout=3,
                                  close_timeout=1) as socket:
        history.write("open", client=client, connection=connection, feed=feed, gateway="gateway-%d" % number,
                      login=login)
        try:
            async for text in socket:
                value = value_of(feed, text)
                if value:
                    history.write("frame", client=client, connection=connection, **value)
        finally:
            history.write("close", client=client, connection=connection, code=socket.close_code or 1006)


async def follow(history, client, feed, gateways, authorization):
    """A client that always comes back."""
    history.write("client", client=client, feed=feed)
    for connection in itertools.count(1):
        try:
            await connect(history, client, connection, feed, gateways[connection % 2], authorization)
        except (OSError, asyncio.TimeoutError, websockets.WebSocketException):
            pass
        await asyncio.sleep(random.uniform(0.1, 0.4))


class Browser:
    """What a browser does to log in and out."""

    def __init__(self, port):
        self.port = port
        self.cookies = {}

    def send(self, method, path, form=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            headers = {"Cookie": self.cookie(), "Accept": "text/html"}
            if form:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request(method, path, form and urllib.parse.urlencode(form), headers)
            answer = connection.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie", []):
                name, value = cookie.split(";")[0].split("=", 1)
                self.cookies[name] = value
            return answer.status, answer.headers.get("Location", ""), answer.read().decode("utf-8")
        finally:
            connection.close()

    def submit(self, page, action, **form):
        """Return whether the form of a page was accepted."""
        token = re.search(r'name="_csrf"[^>]* value="([^"]+)"', self.send("GET", page)[2])
        if token is None:
            return False
        status, location, _ = self.send("POST", action, {"_csrf": token.group(1), **form})
        return status == 302 and "error" not in location

    def cookie(self):
        return "; ".join("%s=%s" % cookie for cookie in self.cookies.items())


async def log_in_and_out(history, gateways, user, password):
    """One login after the other, each with a socket to either gateway."""
    for number in itertools.count(1):
        browser = Browser(gateways[number % 2][1])
        sockets = []
        try:
            if await asyncio.to_thread(browser.submit, "/login", "/login", username=user, password=password):
                login = "login-%d" % number
                sockets = [asyncio.create_task(connect(history, "%s-%d" % (login, gateway[0]), 1, "time", gateway,
                                                       {"Cookie": browser.cookie()}, login)) for gateway in gateways]
                await asyncio.sleep(random.uniform(1, 3))
                if await asyncio.to_thread(browser.submit, "/", "/logout"):
                    history.write("login_ended", login=login)
                    await asyncio.sleep(4)
        except (OSError, http.client.HTTPException):
            pass
        for socket in sockets:
            socket.cancel()
        await asyncio.gather(*sockets, return_exceptions=True)
        await asyncio.sleep(random.uniform(0.1, 0.5))


async def main(file, login, *ports):
    history = History(file)
    gateways = [(number, int(port)) for number, port in enumerate(ports, 1)]
    user, password = login.split(":")
    authorization = {"Authorization": "Basic " + base64.b64encode(login.encode()).decode()}
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    threading.Thread(target=lambda: (sys.stdin.read(), loop.call_soon_threadsafe(ended.set)), daemon=True).start()
    clients = [asyncio.create_task(client) for client in (
        follow(history, "websockets-1", "time", gateways, authorization),
        follow(history, "websockets-2", "time", gateways[::-1], authorization),
        follow(history, "websockets-3", "prices", gateways, authorization),
        log_in_and_out(history, gateways, user, password))]
    done, _ = await asyncio.wait(clients + [asyncio.create_task(ended.wait())],
                                 return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        task.result()
    # What follows must not look like connections that were closed by the gateway
    history.file.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
