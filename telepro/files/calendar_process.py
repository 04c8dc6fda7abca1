"""Fetches and reads somebody's calendar in a process of its own, with little memory and time.

Run as `python -m telepro.files.calendar_process`, asked by one JSON line on standard input; prints
`{"busy": [[from, to], …]}` or `{"trouble": code}`. What breaks it breaks no other process.
"""

import json
import resource
import sys
from datetime import datetime
from urllib.parse import urlsplit

from telepro.files import caldav
from telepro.files.calendar_busy import busy
from telepro.files.calendar_fetch import CALENDAR, Question, fetch
from telepro.files.feed_troubles import FeedError, FeedTrouble

MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 8
NOT_CALDAV = (FeedTrouble.REFUSED, FeedTrouble.NO_CALENDAR)


def _ask(url: str, question: Question) -> bytes:
    return fetch(url, question=question)


def main() -> None:
    """Answer one question."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asked = json.loads(sys.stdin.readline())
    since, until = (datetime.fromisoformat(asked[name]) for name in ("since", "until"))
    try:
        found = busy(text_of(asked["url"], since, until), asked["zone"], since, until)
    except FeedError as error:
        sys.stdout.write(json.dumps({"trouble": error.trouble}))
        return
    except (MemoryError, RecursionError):
        sys.stdout.write(json.dumps({"trouble": FeedTrouble.TOO_MUCH}))
        return
    times = [[each.starts_at.isoformat(), each.ends_at.isoformat()] for each in found]
    sys.stdout.write(json.dumps({"busy": times}))


def text_of(url: str, since: datetime, until: datetime, ask: caldav.Ask = _ask) -> bytes:
    """The calendar at an address: with a name and a password it may be CalDAV, else it is a file."""
    if urlsplit(url).username:
        try:
            return caldav.events(url, since, until, ask)
        except FeedError as error:
            if error.trouble not in NOT_CALDAV:
                raise
    return ask(url, CALENDAR)


if __name__ == "__main__":
    main()
