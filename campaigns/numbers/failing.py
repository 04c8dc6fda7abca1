"""When a number that keeps failing is left in peace: after three days of failures, for a month.

One failure is the network's; three days of them are the number's, whoever calls it for the company.
The rule is Orum's, who hold such a number for thirty days.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta

FAILED_DAYS = 3
LOOKED_BACK = timedelta(days=60)
REST = timedelta(days=30)


def rests_until(failed_on: Collection[date], now: datetime) -> datetime | None:
    """Until when a number rests that failed on these days; None while it may be called."""
    return now + REST if len(set(failed_on)) >= FAILED_DAYS else None
