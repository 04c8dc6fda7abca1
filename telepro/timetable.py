"""How often each chore runs: told to whoever runs them, and to the page that shows them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

EVERY: Mapping[str, timedelta] = MappingProxyType(
    {
        "reconcile": timedelta(seconds=15),
        "lines": timedelta(seconds=15),
        "mail": timedelta(seconds=5),
        "meetings": timedelta(seconds=15),
        "calendars": timedelta(seconds=15),
        "publish": timedelta(seconds=5),
        "alarms": timedelta(minutes=1),
        "promises": timedelta(minutes=5),
        "results": timedelta(minutes=1),
        "recordings": timedelta(minutes=1),
        "tidy": timedelta(hours=1),
        "unconfirmed": timedelta(hours=1),
        "recount": timedelta(minutes=1),
        "spending": timedelta(minutes=1),
        "rest": timedelta(hours=1),
        "figures": timedelta(minutes=1),
        "lists": timedelta(seconds=15),
        "outlooks": timedelta(seconds=15),
    }
)


def slot(now: datetime, every: timedelta) -> datetime:
    """The beginning of the slot that `now` falls in."""
    seconds = int(every.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)
