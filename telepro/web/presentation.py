"""How values are shown: dates in a zone, money, phone numbers, durations, labels, the day ribbon."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import phonenumbers
from babel import Locale, dates, numbers
from flask import Flask, request, url_for
from flask_babel import get_locale, lazy_gettext
from markupsafe import Markup

from campaigns.problems import Problem
from telepro.web.sent_files import STATIC, sent

HOME_ZONE = "Europe/Paris"
NO_BREAK = "\u00a0"
_PLAIN_IN_ICON = " =/:;,.()-"
NARROW_NO_BREAK = "\u202f"
SPACE_BEFORE_MARK = re.compile(r" (?=[:;!?»])|(?<=«) ")

DISPLAY = (
    (
        "theme",
        lazy_gettext("Theme"),
        (
            ("auto", lazy_gettext("Automatic")),
            ("light", lazy_gettext("Light")),
            ("dark", lazy_gettext("Dark")),
        ),
    ),
    (
        "density",
        lazy_gettext("Density"),
        (("roomy", lazy_gettext("Roomy")), ("compact", lazy_gettext("Compact"))),
    ),
    (
        "size",
        lazy_gettext("Text size"),
        (("100", "100 %"), ("125", "125 %"), ("150", "150 %"), ("175", "175 %")),
    ),
)
DISPLAY_USUAL = {"theme": "auto", "density": "roomy", "size": "100"}

# Of a mark on the ribbon: its height in the 24 units of the strip.
MARK_HEIGHTS = {"missed": 7, "reached": 15, "argued": 18, "result": 24}


def install(app: Flask) -> None:
    """Give the templates of `app` every filter and function of this module."""
    app.jinja_env.filters.update(
        moment=moment,
        day=day,
        month=month,
        clock=clock_time,
        money=money,
        phone=phone,
        number=number,
        duration=duration,
        percent=percent,
        words=words,
        slug=slug,
        pair=pair,
        typeset=typeset,
        local_minute=local_minute,
        ribbon_svg=ribbon_svg,
    )
    app.jinja_env.globals.update(
        page_language=language,
        static=static,
        icon=icon,
        display=display,
        display_choices=lambda: DISPLAY,
        display_attributes=display_attributes,
        problems_at=problems_at,
        problem_sentence=problem_sentence,
    )


def language() -> str:
    """The language of the page, "fr" or "en"."""
    locale = get_locale()
    return "fr" if locale is not None and locale.language == "fr" else "en"


def static(filename: str) -> str:
    """The address of a file of ours, with its fingerprint so that a browser may keep it."""
    return url_for("static", filename=filename, v=sent(STATIC / filename).fingerprint)


def icon() -> str:
    """The page's icon as an address that holds it: smaller than to ask for it."""
    drawn = sent(STATIC / "favicon.svg").body.decode().strip().replace('"', "'")
    return f"data:image/svg+xml,{quote(drawn, safe=_PLAIN_IN_ICON)}"


def display(key: str) -> str:
    """What the person chose for theme, density or size; the usual where they chose nothing known."""
    chosen = request.cookies.get(f"display-{key}", "")
    known = {value for name, _, choices in DISPLAY if name == key for value, _ in choices}
    return chosen if chosen in known else DISPLAY_USUAL[key]


def display_attributes() -> Markup:
    """The attributes of the root element that carry the person's display choices."""
    chosen = [(key, display(key)) for key in DISPLAY_USUAL]
    return Markup("").join(
        Markup(' data-{}="{}"').format(key, value)
        for key, value in chosen
        if value != DISPLAY_USUAL[key]
    )


def moment(at: datetime | None, zone: str = HOME_ZONE) -> str:
    """A day and a time in `zone`: « mar. 24 nov. 14:05 »; empty for None."""
    return f"{day(at, zone)}{NO_BREAK}{clock_time(at, zone)}" if at else ""


def day(at: datetime | date | None, zone: str = HOME_ZONE) -> str:
    """A weekday and a date, in `zone` when it is an instant: « mar. 24 nov. »; empty for None."""
    if at is None:
        return ""
    local = at.astimezone(ZoneInfo(zone)) if isinstance(at, datetime) else at
    return dates.format_date(local, "EEE d MMM", locale=language())


def month(day: date) -> str:
    """A month with its year: « novembre 2026 »."""
    return dates.format_date(day, "LLLL y", locale=language())


def clock_time(at: datetime | None, zone: str = HOME_ZONE) -> str:
    """Hours and minutes of an instant in `zone`: « 14:05 »; empty for None."""
    return f"{at.astimezone(ZoneInfo(zone)):%H:%M}" if at else ""


def money(cents: int | None, currency: str = "EUR") -> str:
    """Integer cents as an amount: « 55,00 € » or « €55.00 »; empty for None."""
    if cents is None:
        return ""
    amount = numbers.format_currency(Decimal(cents) / 100, currency, locale=_locale())
    # The page's face has no narrow no-break space.
    return amount.replace(NARROW_NO_BREAK, NO_BREAK)


def phone(e164: str | None) -> str:
    """An E.164 number as the people of its country write it, international outside France."""
    if not e164:
        return ""
    try:
        parsed = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    national = parsed.country_code == 33
    form = phonenumbers.PhoneNumberFormat
    shown = phonenumbers.format_number(parsed, form.NATIONAL if national else form.INTERNATIONAL)
    return shown.replace(" ", NO_BREAK)


def country_name(code: str) -> str:
    """What the reader's language calls a country of that code (ISO 3166)."""
    known: dict[str, str] = dict(Locale.parse(_locale()).territories)
    return known.get(code, code)


def number(value: float | None) -> str:
    """A number with the language's separators: « 12 480 »; empty for None."""
    if value is None:
        return ""
    return numbers.format_decimal(value, locale=_locale()).replace(NARROW_NO_BREAK, NO_BREAK)


def percent(ratio: Fraction | float | None) -> str:
    """A ratio as a percentage with one decimal at most: « 18,5 % »; empty for None."""
    if ratio is None:
        return ""
    pattern = "#,##0.# %" if language() == "fr" else "#,##0.#%"
    return numbers.format_percent(float(ratio), pattern, locale=_locale()).replace(" ", NO_BREAK)


def duration(seconds: float | None) -> str:
    """Seconds as a stopwatch shows them: « 3:12 », « 1:02:09 »; empty for None."""
    if seconds is None:
        return ""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def words(labels: Mapping[str, str] | str | None) -> str:
    """A label of the domain, {"fr", "en"}, in the language of the page; plain text stays itself."""
    if labels is None or isinstance(labels, str):
        return labels or ""
    return labels.get(language()) or labels["en"]


def typeset(text: str) -> str:
    """French marks never begin a line: the space before them becomes one that does not break."""
    return SPACE_BEFORE_MARK.sub(NO_BREAK, text)


def pair(value: str) -> tuple[str, str]:
    """A value that is its own label, as one (value, label) of a choice."""
    return value, value


def local_minute(at: datetime, zone: str = HOME_ZONE) -> str:
    """An instant as a `datetime-local` field wants it, on the clock of `zone`."""
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}"


def slug(text: str) -> str:
    """Text as an id of the page: letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", str(text).lower()).strip("-")


def problems_at(problems: Iterable[Problem], place: str) -> list[Problem]:
    """The problems of one field."""
    return [problem for problem in problems if problem.place == place]


def problem_sentence(problem: Problem) -> str:
    """A problem without its place, for the field that it stands beside."""
    if language() == "fr":
        return (
            f"Reçu{NO_BREAK}: {problem.found}. Attendu{NO_BREAK}: {problem.expected}. {problem.fix}"
        )
    return f"Found {problem.found}. Expected {problem.expected}. {problem.fix}"


def ribbon_svg(marks: Iterable[Any], text: str) -> Markup:
    """The day ribbon: one mark a call, `text` says the same in words.

    A mark is a kind of `MARK_HEIGHTS` or a value with such a `kind`; height says whether somebody
    was reached, fill what came of it.
    """
    kinds = [str(getattr(mark, "kind", mark)) for mark in marks]
    width = max(60, len(kinds)) * 10
    bars = Markup("").join(_bar(index, kind) for index, kind in enumerate(kinds))
    return Markup(
        '<svg class="ribbon" viewBox="0 0 {} 26" preserveAspectRatio="xMinYMax meet" role="img"'
        ' aria-label="{}"><line class="baseline" x1="0" x2="{}" y1="25.5" y2="25.5"/>{}</svg>'
    ).format(width, text, width, bars)


def _bar(index: int, kind: str) -> Markup:
    known = kind if kind in MARK_HEIGHTS else "missed"
    height = MARK_HEIGHTS[known]
    return Markup('<rect class="{}" x="{}" y="{}" width="5" height="{}"/>').format(
        known, index * 10 + 2, 25 - height, height
    )


def _locale() -> str:
    return "fr_FR" if language() == "fr" else "en_GB"
