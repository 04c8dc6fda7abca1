"""What is set beside the law, said in one sentence: what, by whom, since when, until when, why."""

from collections.abc import Mapping
from itertools import groupby

from campaigns.law.asks import Words
from campaigns.law.own_terms import Closure, OwnHours, Term
from campaigns.law.tuning import alone
from campaigns.law.tuning_words import UNTIL, day_of, last_day
from campaigns.windows import Hours

_CLOSED: Words = {
    "fr": "{country} n'est pas appelé : fermé par {who} le {day}.",
    "en": "{country} is not called: closed by {who} on {day}.",
}
_HOURS: Words = {
    "fr": "Heures propres, {country} : {hours} ; posées par {who} le {day}.",
    "en": "Own hours, {country}: {hours}; set by {who} on {day}.",
}
_EVERYWHERE: Words = {"fr": "partout", "en": "everywhere"}
_DAYS: Mapping[str, tuple[str, ...]] = {
    "fr": ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def sentence(term: Term, language: str, zone: str = "UTC") -> str:
    """A term as a sentence in French ("fr") or English ("en"); days are those of the zone."""
    if isinstance(term, OwnHours | Closure):
        return _narrowing(term, language, zone)
    return alone(term).sentence(language, zone)


def _narrowing(term: OwnHours | Closure, language: str, zone: str) -> str:
    said = {
        "country": term.country or _EVERYWHERE[language],
        "who": term.who or "–",
        "day": day_of(term.since, zone, language),
    }
    if isinstance(term, Closure):
        told = _CLOSED[language].format(**said)
    else:
        told = _HOURS[language].format(hours=week(term.hours, language), **said)
    if term.until is None:
        return told
    return f"{told} {UNTIL[language].format(day=last_day(term.until, zone, language))}"


def week(hours: Hours, language: str) -> str:
    """The hours of a week in few words: "Mon–Fri 09:00–12:00"; closed days are left out."""
    said = {day: ", ".join(map(str, spans)) for day, spans in enumerate(hours.days)}
    parts = []
    for spans, days in groupby(range(len(hours.days)), key=said.__getitem__):
        run = [_DAYS[language][day] for day in days]
        if spans:
            parts.append(f"{run[0] if len(run) == 1 else f'{run[0]}–{run[-1]}'} {spans}")
    return "; ".join(parts)
