"""What is taken in a calendar that is read from an address, by a process that can be stopped."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from campaigns.follow_up.slots import Taken
from telepro.files.feed_troubles import FeedError, FeedTrouble

SECONDS = 15  # for all of it: names, connections, redirects, reading
_ROOT = Path(__file__).resolve().parents[2]
_COMMAND = (sys.executable, "-m", "telepro.files.calendar_process")


def taken(url: str, zone: str, since: datetime, until: datetime) -> list[Taken]:
    """The stretches that the calendar at `url` says are taken; raises `FeedError`."""
    asked = {"url": url, "zone": zone, "since": since.isoformat(), "until": until.isoformat()}
    try:
        ended = subprocess.run(
            _COMMAND,
            input=json.dumps(asked) + "\n",
            cwd=_ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            text=True,
            encoding="utf-8",
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise FeedError(FeedTrouble.TOO_SLOW) from None
    answer = json.loads(ended.stdout) if ended.returncode == 0 and ended.stdout else {}
    if "busy" not in answer:
        raise FeedError(FeedTrouble(answer.get("trouble", FeedTrouble.TOO_MUCH)))
    return [Taken(*map(datetime.fromisoformat, pair)) for pair in answer["busy"]]
