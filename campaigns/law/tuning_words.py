"""How a changed figure of the law is told: by whom, since when, until when, why."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from campaigns.law.asks import Words

LABELS: Mapping[str, Words] = {
    "most": {"fr": "appels au plus", "en": "calls at most"},
    "days": {"fr": "jours", "en": "days"},
    "hours": {"fr": "heures", "en": "hours"},
}
# By whether less is asked than by the law.
TUNED: Mapping[bool, Words] = {
    False: {
        "fr": "{rule}, {figure} : {value} au lieu de {law}, resserré par {who} le {day}.",
        "en": "{rule}, {figure}: {value} instead of {law}, tightened by {who} on {day}.",
    },
    True: {
        "fr": "{rule}, {figure} : {value} au lieu de {law}, assoupli par {who} le {day}.",
        "en": "{rule}, {figure}: {value} instead of {law}, loosened by {who} on {day}.",
    },
}
UNTIL: Words = {"fr": "Jusqu'au {day}.", "en": "Until {day}."}
WHY: Words = {"fr": "Motif : {reason}", "en": "Reason: {reason}"}
_DAY: Words = {"fr": "%d/%m/%Y", "en": "%Y-%m-%d"}


def day_of(moment: datetime | None, zone: str, language: str) -> str:
    """The day of a moment in a zone, as it is written in French or English; a dash for none."""
    return "–" if moment is None else moment.astimezone(ZoneInfo(zone)).strftime(_DAY[language])


def last_day(until: datetime, zone: str, language: str) -> str:
    """The last day, in a zone, of what holds up to a moment and not at it."""
    return day_of(until - timedelta(seconds=1), zone, language)
