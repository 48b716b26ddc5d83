"""Prints each tick, and comes back by itself: python3 listen.py ws://user:password@host/time/tic/

Needs the package websockets (10 or later).
"""

import asyncio
import json
import sys

import websockets

SESSION_ENDED = 1008


async def listen(address):
    newest = -1
    async for socket in websockets.connect(address):
        try:
            async for text in socket:
                tick = json.loads(text)["message"]
                if tick.get("stale"):
                    print(tick["time"], "and no tick comes", flush=True)
                elif tick["sequence"] > newest:
                    newest = tick["sequence"]
                    print(tick["time"], flush=True)
        except websockets.ConnectionClosed as closed:
            if closed.code == SESSION_ENDED:
                sys.exit("Log in again")


asyncio.run(listen(sys.argv[1]))
