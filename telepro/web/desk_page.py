"""Turns the desk's values into what its page and its JSON show."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from typing import Any

from flask import render_template, url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from campaigns.dispositions import (
    DEFAULT_SET,
    Disposition,
    DispositionSet,
)
from campaigns.follow_up import promises
from campaigns.listening.coaching import REPLY_LABELS
from campaigns.states import WorkState
from telepro.db.attempt_views import Phase
from telepro.db.cards import Card
from telepro.db.desk_views import Desk
from telepro.services.on_call import NOTHING_MORE, Calling
from telepro.web import (
    desk_keys,
    desk_words,
    dictionaries,
    keyboard,
    line_words,
    on_call_words,
    refused_words,
)
from telepro.web.presentation import HOME_ZONE, language, ribbon_svg, words

# Heavy parts of a card: the page has them as HTML, a program has no use for them.
NOT_IN_JSON = frozenset({"script", "objections", "history", "dispositions"})


def in_call(desk: Desk) -> Desk:
    """The desk with the lead of the call under way at hand, never the one after it.

    A lead leaves the call list when it is called, so the first card of the list is then the next.
    """
    call = desk.attempt
    if call is None or call.recorded or call.phase is Phase.REFUSED:
        return desk
    if desk.card is None or desk.card.entry_id == call.entry_id:
        return desk
    return replace(desk, card=None, next_card=desk.card)


def page(
    desk: Desk, now: datetime, extra: Mapping[str, Any], calling: Calling = NOTHING_MORE
) -> str:
    """The whole desk as HTML; `extra` is what the page's scripts are told besides."""
    view = view_of(desk)
    offered = set_of(desk)
    data = {
        "state": for_page(desk, now),
        "dayMark": day_mark(day_parts(desk)),
        "keys": _keys(offered),
        "keyboard": keyboard.for_script(with_letters=False),
        "panels": desk_keys.panel_names(offered),
        "results": desk_keys.results(offered),
        "required": plain(offered.required_answers),
        "urls": urls(),
        "language": language(),
        "zone": HOME_ZONE,
        "campaign": desk.session.campaign_name if desk.session else "",
        "previewSeconds": calling.preview_seconds,
        **extra,
    }
    return render_template(
        "desk/desk.html", view=view, data=data, calling=calling, **shared(desk, now)
    )


def _keys(offered: DispositionSet) -> dict[int, Any]:
    return {
        digit: {"dispositions": key.dispositions, "panel": key.panel, "byArgument": key.by_argument}
        for digit, key in desk_keys.keypad(offered).items()
    }


def fragments(
    desk: Desk, now: datetime, known_card: str, known_next: str, known_day: str = ""
) -> dict[str, Any]:
    """The HTML parts that a page does not have yet: its card, the next one, the day with its mark."""
    context = shared(desk, now)
    html: dict[str, Any] = {}
    day = day_parts(desk)
    if day_mark(day) != known_day:
        html |= {"day": day, "dayMark": day_mark(day)}
    for name, card, known in (
        ("card", desk.card, known_card),
        ("next", desk.next_card, known_next),
    ):
        if card is not None and card.entry_id != known:
            html[name] = render_template("desk/_parts_of_lead.html", **{**context, "card": card})
    if desk.card is None:
        html["idle"] = render_template("desk/_idle.html", **context)
    return html


def shared(desk: Desk, now: datetime) -> dict[str, Any]:
    """What every part of the desk's templates may use."""
    offered = set_of(desk)
    return {
        "desk": desk,
        "now": now,
        "words": {
            "states": desk_words.states(),
            "tally": desk_words.tally(desk.day) if desk.day else "",
            "earned": desk_words.earned(desk.day) if desk.day else "",
            "ribbon": _ribbon_words(desk),
            "empty": desk_words.why_empty(desk.empty, HOME_ZONE, now),
        },
        "keypad": desk_keys.keypad(offered),
        "promised_moments": lambda card: promises.moments(now, card.time_zone, card.country),
        "promise_label": desk_keys.promise_label,
        "later_days": lambda card: desk_keys.later_days(now, card.time_zone),
        "meeting_kinds": desk_keys.meeting_kinds,
        "choice_panels": lambda: desk_keys.choice_panels(offered),
        "disposition_label": lambda code: words(offered.rule(Disposition(code)).labels),
        "titles_of": lambda script: {section.key: section.title for section in script},
        "skip_reasons": desk_keys.skip_reasons,
        "pause_reasons": desk_keys.pause_reasons,
        "unfinished": unfinished(desk),
        "coach_replies": REPLY_LABELS,
    }


def for_page(desk: Desk, now: datetime) -> dict[str, Any]:
    """The desk as the page's own script needs it: what is said of leads and the day is in its HTML."""
    bare = replace(desk, card=None, next_card=None, day=None, unfinished=())
    return {
        **as_json(bare, now),
        "card": _at_hand(desk.card),
        "next_card": _at_hand(desk.next_card),
    }


def _at_hand(card: Card | None) -> dict[str, str] | None:
    return {"entry_id": card.entry_id} if card else None


def as_json(desk: Desk, now: datetime) -> dict[str, Any]:
    """The desk as plain JSON values: instants in ISO, codes as words, without the heavy parts."""
    return {"now": now.isoformat(), **plain(desk)}


def plain(value: Any) -> Any:
    """Dataclasses, instants, codes and tuples as JSON values."""
    if is_dataclass(value) and not isinstance(value, type):
        kept = (each.name for each in fields(value) if each.name not in NOT_IN_JSON)
        return {name: plain(getattr(value, name)) for name in kept}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return str(value) if isinstance(value, str) else value


def view_of(desk: Desk) -> str:
    """The view that the page is drawn in before its script runs."""
    phase = desk.attempt.phase if desk.attempt and not desk.attempt.recorded else None
    in_call = {Phase.INTENDED: "dialing", Phase.RINGING: "dialing", Phase.CONNECTED: "connected"}
    if phase in in_call:
        return in_call[phase]
    if phase is Phase.ENDED:
        return "wrapup"
    if desk.session and desk.session.work_state is WorkState.BREAK:
        return "break"
    if desk.session and desk.session.work_state is not WorkState.READY:
        return "paused"
    return "preview" if desk.card else "idle"


def set_of(desk: Desk) -> DispositionSet:
    """The dispositions of the campaign at hand."""
    card = desk.card or desk.next_card
    return card.dispositions if card else DEFAULT_SET


def urls() -> dict[str, str]:
    """The addresses that the page's scripts speak to."""
    return {
        "desk": url_for("desk.desk"),
        "state": url_for("desk.state"),
        "pause": url_for("desk.pause"),
        "resume": url_for("desk.resume"),
        "coach": "/desk/coach",
        "line": url_for("desk.line_lost"),
        "words": url_for("desk.words", language=language(), v=said(language()).fingerprint),
        "softphone": url_for("desk.softphone"),
        "help": "/help/keyboard",
        "entries": "/desk/entries",
        "attempts": "/desk/attempts",
    }


def dictionary(campaign: str) -> str:
    """Where the browser finds what all leads of a campaign have in common, to keep it."""
    spoken = language()
    mark = dictionaries.fingerprint("desk", f"{campaign}~{spoken}")
    return url_for("desk_dictionary.dictionary", spoken=spoken, campaign=campaign, v=mark)


def check_data(person: str) -> dict[str, Any]:
    """What the check of a workplace is told: its words, where it measures, whose browser this is."""
    return {
        "words": line_words.check(),
        "urls": {"alive": url_for("health.alive"), "trial": url_for("desk.trial")},
        "language": language(),
        "person": person,
    }


@dataclass(frozen=True, slots=True)
class Said:
    """Every word that the scripts show, as JSON, and what tells it from any other version."""

    body: str
    fingerprint: str


@cache
def said(language: str) -> Said:
    """What the scripts say in that language: of nobody, so that a browser may keep it."""
    with force_locale(language):
        said = {"words": all_words(), "actions": desk_keys.actions()}
        body = json.dumps(said, default=str, ensure_ascii=False, separators=(",", ":"))
    return Said(body, sha256(body.encode()).hexdigest()[:12])


def all_words() -> dict[str, Any]:
    """Every word that the scripts show."""
    return {
        **desk_words.sentences(),
        **desk_words.coach(),
        **desk_words.troubles(),
        "rest": desk_words.rests(),
        "states": desk_words.states(),
        "line": desk_words.lines(),
        "hearing": desk_words.unheard(),
        "lineTroubles": line_words.troubles(),
        "dispositions": desk_words.disposition_labels(),
        "refusedCalls": refused_words.refused_calls(),
        "others": on_call_words.others(),
        "outage": on_call_words.outage(),
        "orderTroubles": on_call_words.order_troubles(),
        "orderTrouble": on_call_words.order_trouble(),
    }


def day_parts(desk: Desk) -> dict[str, str]:
    """Small parts of the page by their id, which change after each call."""
    if desk.day is None:
        return {}
    return {
        "tally": desk_words.tally(desk.day),
        "ribbon": str(ribbon_svg(desk.day.marks, _ribbon_words(desk))),
        "earned": desk_words.earned(desk.day),
        "callbacks-due": str(desk.day.callbacks_due),
        "unfinished": render_template("desk/_unfinished.html", unfinished=unfinished(desk)),
    }


def day_mark(parts: Mapping[str, str]) -> str:
    """What tells a day's parts from those after another call."""
    return sha256("\n".join(parts.values()).encode()).hexdigest()[:12]


def unfinished(desk: Desk) -> list[Any]:
    """Calls of before that still wait for their result, without the one at hand."""
    at_hand = desk.attempt.id if desk.attempt else None
    return [attempt for attempt in desk.unfinished if attempt.id != at_hand]


def _ribbon_words(desk: Desk) -> str:
    return _("Today's ribbon: %(tally)s", tally=desk_words.tally(desk.day)) if desk.day else ""
