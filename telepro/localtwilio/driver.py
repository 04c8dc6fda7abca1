"""Drives the engine in real time: performs its commands over HTTP and wakes it when something is due."""

import asyncio
import json
from collections import defaultdict
from datetime import datetime
from itertools import count
from typing import TextIO

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector, web
from yarl import URL

from telepro import clock
from telepro.localtwilio.engine import Engine
from telepro.localtwilio.exchange import Account
from telepro.localtwilio.messages import (
    Answered,
    Command,
    Event,
    Record,
    Reply,
    Response,
    Send,
    SoftphoneClosed,
    Tell,
    Tick,
    Unreached,
)
from telepro.localtwilio.reach import unreached
from telepro.localtwilio.twiml import LARGEST_DOCUMENT


class Driver:
    """Owns the engine's timer, its client, its ledger and the queues of the open softphones."""

    def __init__(self, engine: Engine, ledger: TextIO | None) -> None:
        self.engine = engine
        self.lines: dict[int, asyncio.Queue[Tell]] = defaultdict(asyncio.Queue)
        self.registered: set[int] = set()
        self._line_numbers = count(1)
        self._ledger = ledger
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None
        self._sends: set[asyncio.Task[None]] = set()
        # One connection per webhook: a server that closes an idle one would look like a lost call.
        self._client = ClientSession(connector=TCPConnector(limit=0, force_close=True))

    def handle(self, event: Event) -> Response | None:
        """Hand an event to the engine and perform what follows; gives the answer to a REST request."""
        try:
            commands = self.engine.handle(event, clock.now())
            responses = [self._perform(command) for command in commands]
        finally:
            self._arm()
        return next((response for response in responses if response is not None), None)

    @property
    def account(self) -> Account:
        """The account served."""
        return self.engine.exchange.account

    def now(self) -> datetime:
        """The present instant, of which the engine hears only with the next event."""
        return clock.now()

    def new_line(self) -> int:
        """A line no other softphone has."""
        return next(self._line_numbers)

    def end_streams(self) -> None:
        """Tell every open softphone that its call is over, because the service stops."""
        for line in list(self.lines):
            self.handle(SoftphoneClosed(line, "the local Twilio stops"))
        for line in self.registered:
            self.lines[line].put_nowait(Tell(line, "stopped", {"reason": "the local Twilio stops"}))

    async def close(self) -> None:
        """Stop the timer and every webhook on its way."""
        if self._timer is not None:
            self._timer.cancel()
        for task in self._sends:
            task.cancel()
        await asyncio.gather(*self._sends, return_exceptions=True)
        await self._client.close()

    def _perform(self, command: Command) -> Response | None:
        match command:
            case Response():
                return command
            case Send():
                task = self._loop.create_task(self._send(command))
                self._sends.add(task)
                task.add_done_callback(self._sends.discard)
            case Tell():
                self.lines[command.line].put_nowait(command)
            case Record():
                self._write(command)
        return None

    def _write(self, record: Record) -> None:
        if self._ledger is not None:
            self._ledger.write(json.dumps(record.facts, ensure_ascii=False) + "\n")

    def _arm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        due = self.engine.next_due()
        self._timer = self._loop.call_later(_until(due), self.handle, Tick()) if due else None

    async def _send(self, send: Send) -> None:
        answer = await self._answer(send)
        self.handle(Answered(send.number, answer))

    async def _answer(self, send: Send) -> Reply | Unreached:
        limits = ClientTimeout(
            total=send.total_seconds, sock_connect=send.connect_seconds, sock_read=send.read_seconds
        )
        try:
            async with self._client.request(
                send.method,
                URL(send.url, encoded=True),
                data=send.body.encode() or None,
                headers=send.headers,
                timeout=limits,
                allow_redirects=False,
            ) as response:
                body = await response.content.read(LARGEST_DOCUMENT + 1)
                while len(body) <= LARGEST_DOCUMENT and not response.content.at_eof():
                    body += await response.content.readany()
        except (ClientError, TimeoutError, ValueError) as trouble:
            return unreached(send.url, trouble)
        named = ("Content-Type", "Location", "WWW-Authenticate")
        return Reply(response.status, body, *(response.headers.get(name, "") for name in named))


def _until(due: datetime) -> float:
    return max((due - clock.now()).total_seconds(), 0.0)


DRIVER: web.AppKey[Driver] = web.AppKey("driver", Driver)
"""Where the HTTP handlers find the driver."""
