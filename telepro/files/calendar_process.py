"""Fetches and reads somebody's calendar in a process of its own, with little memory and time.

Run as `python -m telepro.files.calendar_process`, asked by one JSON line on standard input; prints
`{"busy": [[from, to], …]}` or `{"trouble": code}`. What breaks it breaks no other process.
"""

import json
import resource
import sys
from datetime import datetime

from telepro.files.calendar_busy import busy
from telepro.files.calendar_fetch import fetch
from telepro.files.feed_troubles import FeedError, FeedTrouble

MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 8


def main() -> None:
    """Answer one question."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asked = json.loads(sys.stdin.readline())
    since, until = (datetime.fromisoformat(asked[name]) for name in ("since", "until"))
    try:
        found = busy(fetch(asked["url"]), asked["zone"], since, until)
    except FeedError as error:
        sys.stdout.write(json.dumps({"trouble": error.trouble}))
        return
    except (MemoryError, RecursionError):
        sys.stdout.write(json.dumps({"trouble": FeedTrouble.TOO_MUCH}))
        return
    times = [[each.starts_at.isoformat(), each.ends_at.isoformat()] for each in found]
    sys.stdout.write(json.dumps({"busy": times}))


if __name__ == "__main__":
    main()
