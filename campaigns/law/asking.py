"""What a person asks of the law on a page: a figure set anew, hours of the company's own, a country closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from campaigns.law import PACKS, RulePack, countries
from campaigns.law.own_terms import Closure, OwnHours, Term
from campaigns.law.tuning import WORDS, Change, Changer, ChangeRefused, Figure, refused
from campaigns.plan.wording import Wording, say, wording
from campaigns.problems import Problem
from campaigns.windows import Hours, local_midnight

LONGEST_REASON = 500
_DAYS = range(7)


class TermKind(StrEnum):
    """What is set beside the law."""

    FIGURE = "figure"
    HOURS = "hours"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks and when: their name, on whose side, the zone and language of their page."""

    who: str
    by: Changer
    now: datetime
    zone: str
    language: str


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of the form as typed, and the weekdays (0 = Monday) ticked in it."""

    fields: Mapping[str, str]
    days: Sequence[str] = ()

    def text(self, name: str) -> str:
        """A field without the spaces around it; empty where it is missing."""
        return self.fields.get(name, "").strip()


_FIGURE = wording(
    ("« {found} »", "“{found}”"),
    ("une règle de la liste et l'un de ses chiffres", "a rule of the list and one of its figures"),
    ("Choisissez dans la liste.", "Choose from the list."),
)
_NOT_SO = wording(
    ("{found}", "{found}"),
    ("un chiffre que la loi permet de choisir", "a figure that may be chosen"),
    ("{why}", "{why}"),
)
_COUNTRY = wording(
    ("« {found} »", "“{found}”"),
    ("un pays dont les règles sont connues", "a country whose rules are known"),
    ("Choisissez dans la liste.", "Choose from the list."),
)
_HOURS = wording(
    ("« {found} »", "“{found}”"),
    ("des heures qui s'ouvrent avant de se fermer", "hours that open before they close"),
    ("Écrivez 9:00-12:00, 14:00-17:30.", "Write 9:00-12:00, 14:00-17:30."),
)
_NO_DAY = wording(
    ("aucun jour", "no day"),
    ("un jour au moins", "at least one day"),
    ("Cochez les jours où la société appelle.", "Tick the days on which the company calls."),
)
_UNTIL = wording(
    ("« {found} »", "“{found}”"),
    ("un jour à venir", "a day to come"),
    ("Choisissez un jour, ou laissez vide.", "Choose a day, or leave it empty."),
)
# At which field of the form a refusal is shown.
_PLACES: Mapping[ChangeRefused, str] = {
    ChangeRefused.NO_REASON: "reason",
    ChangeRefused.NO_END: "until",
    ChangeRefused.ENDED: "until",
}


def read_term(form: Form, asker: Asker) -> Term | Problem:
    """What the form asks for, or the first thing that is wrong with it, at its field.

    Only a company sets hours of its own or closes a country.
    """
    until = _until(form, asker)
    if isinstance(until, Problem):
        return until
    if asker.by is Changer.COMPANY and form.text("kind") == TermKind.HOURS:
        return _own_hours(form, asker, until)
    if asker.by is Changer.COMPANY and form.text("kind") == TermKind.CLOSED:
        return _closure(form, asker, until)
    return _change(form, asker, until)


def pack_of(rule_id: str) -> RulePack | None:
    """The rules of the first country that has one of that id."""
    return next((pack for pack in PACKS if any(rule.id == rule_id for rule in pack.rules)), None)


def hours_on(days: Sequence[int], spans: Sequence[str]) -> Hours:
    """The hours that are kept as weekdays and spans; ValueError for what is none."""
    if not spans:
        raise ValueError("no hours")
    return Hours.on(days, *spans)


def _change(form: Form, asker: Asker, until: datetime | None) -> Change | Problem:
    rule, _slash, figure = form.text("figure").partition("/")
    pack, value = pack_of(rule), form.text("value")
    if pack is None or figure not in set(Figure):
        return _said(_FIGURE, "figure", form.text("figure"), asker)
    change = Change(
        rule=rule,
        figure=Figure(figure),
        value=int(value) if value.isascii() and value.isdecimal() and len(value) < 6 else 0,
        by=asker.by,
        reason=form.text("reason")[:LONGEST_REASON],
        who=asker.who,
        since=asker.now,
        until=until,
    )
    why = refused(pack, change)
    if why is None:
        return change
    place = _PLACES.get(why, "value")
    said = WORDS[why][asker.language]
    return say(_NOT_SO, asker.language, place, found=form.text(place)[:60] or "–", why=said)


def _own_hours(form: Form, asker: Asker, until: datetime | None) -> OwnHours | Problem:
    days = [day for day in _DAYS if str(day) in form.days]
    if not days:
        return _said(_NO_DAY, "days", "", asker)
    country = form.text("country")
    if country and country not in countries():
        return _said(_COUNTRY, "country", country, asker)
    spans = [each.strip() for each in form.text("spans").split(",") if each.strip()]
    try:
        hours = hours_on(days, spans)
    except ValueError:
        return _said(_HOURS, "spans", form.text("spans"), asker)
    return OwnHours(country or None, hours, asker.who, asker.now, until)


def _closure(form: Form, asker: Asker, until: datetime | None) -> Closure | Problem:
    country = form.text("closed")
    if country not in countries():
        return _said(_COUNTRY, "closed", country, asker)
    return Closure(country, asker.who, asker.now, until)


def _until(form: Form, asker: Asker) -> datetime | Problem | None:
    """The end of the day that was chosen, where the asker is."""
    typed = form.text("until")
    if not typed:
        return None
    try:
        following = date.fromisoformat(typed) + timedelta(days=1)
        until = local_midnight(following, (asker.zone,))
    except (ValueError, OverflowError):
        return _said(_UNTIL, "until", typed, asker)
    return until if until > asker.now else _said(_UNTIL, "until", typed, asker)


def _said(words: Wording, place: str, found: str, asker: Asker) -> Problem:
    return say(words, asker.language, place, found=found[:60])
