"""The keypad and the panels in its place: what each key says, and what it still asks for."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from campaigns.dispositions import (
    SCOPE_LABELS,
    Disposition,
    DispositionSet,
    MeetingKind,
    Needs,
)
from campaigns.dispositions.reasons import OTHER
from campaigns.follow_up.promises import Moment, Promise
from campaigns.states import WorkState
from campaigns.teleprospector.own_day import VOICE_REST
from telepro.web import keyboard
from telepro.web.presentation import day, words

DAY_MARKS = (30, 90, 180)
BY_ARGUMENT = (Disposition.REFUSED_TO_LISTEN, Disposition.ARGUED_REFUSED)


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the keypad: what it says, and the dispositions or the panel behind it."""

    label: str
    dispositions: tuple[Disposition, ...]
    panel: str | None
    by_argument: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A chip: the disposition it records and the field of the result that it fills."""

    disposition: Disposition
    key: str
    value: str
    label: str
    needs_note: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """A row of chips in the keypad's place."""

    name: str
    title: str
    choices: tuple[Choice, ...]


def keypad(offered: DispositionSet) -> dict[int, Key]:
    """The nine keys: a digit with one disposition says its name, with several the family's."""
    families = {5: _("Interested"), 7: _("Refusal")}
    short = {
        Disposition.CALLBACK: _("Callback"),
        Disposition.MEETING: _("Meeting"),
    }
    keys = {}
    for digit, codes in offered.keys().items():
        label = short.get(codes[0]) or words(offered.rule(codes[0]).labels)
        several = len(codes) > 1
        keys[digit] = Key(
            label=families.get(digit, label) if several else label,
            dispositions=tuple(sorted(codes, key=BY_ARGUMENT.index)) if _refusals(codes) else codes,
            panel=_panel_behind(digit, codes, offered),
            by_argument=_refusals(codes),
        )
    return keys


def choice_panels(offered: DispositionSet) -> list[Panel]:
    """The panels that are only chips: several dispositions on one digit, reasons, scopes."""
    return [*_families(offered), *_reasons(offered), *_scopes(offered)]


def panel_names(offered: DispositionSet) -> list[str]:
    """Every panel that stands on the page, by its name."""
    forms = [code for code in ("callback", "meeting", "interested_later") if code in offered.rules]
    return [*forms, *(panel.name for panel in choice_panels(offered))]


def results(offered: DispositionSet) -> list[dict[str, str]]:
    """Every disposition for the palette, with its digit where it has one."""
    return [
        {"code": str(code), "label": words(rule.labels), "key": str(rule.key or "")}
        for code, rule in offered.rules.items()
    ]


def promise_label(moment: Moment, zone: str) -> str:
    """A chip of the callback panel, its day on the clock of `zone`."""
    named = {
        Promise.SOON: _("In 2 hours"),
        Promise.NEXT_MORNING: _("Next working morning"),
        Promise.NEXT_AFTERNOON: _("Next working afternoon"),
        Promise.NEXT_WEEK: _("In a week"),
    }
    weekday = day(moment.at, zone)
    return str(named.get(moment.promise) or _("%(day)s, morning", day=weekday))


def later_days(now: datetime, zone: str) -> list[tuple[date, str]]:
    """The chips of "interested, later"."""
    today = now.astimezone(ZoneInfo(zone)).date()
    labels = (_("In a month"), _("In three months"), _("In six months"))
    return [
        (today + timedelta(days=days), label) for days, label in zip(DAY_MARKS, labels, strict=True)
    ]


def meeting_kinds() -> list[tuple[str, str]]:
    """How a meeting may be held."""
    return [
        (MeetingKind.VISIT, _("On site")),
        (MeetingKind.VIDEO, _("By video")),
        (MeetingKind.PHONE, _("By phone")),
    ]


def skip_reasons() -> list[tuple[str, str]]:
    """Why a lead may be given back uncalled."""
    return [
        ("wrong_moment", _("Not the right moment for them")),
        ("already_customer", _("Already a customer")),
        ("out_of_target", _("Out of target")),
        ("conflict", _("I know this person")),
    ]


def pause_reasons() -> list[tuple[WorkState, str, str]]:
    """Why a person may stop for a while."""
    return [
        (WorkState.BREAK, "break", _("Break")),
        (WorkState.PAUSED, "technical", _("Technical trouble")),
        (WorkState.PAUSED, "training", _("Training")),
        (WorkState.PAUSED, "manager", _("With my manager")),
        (WorkState.PAUSED, "personal", _("Personal")),
    ]


def rests() -> dict[str, str]:
    """Rests that the page proposes by itself, by their code."""
    return {VOICE_REST: _("Voice rest")}


def actions() -> list[dict[str, Any]]:
    """The commands of the palette and the views in which they make sense."""
    everywhere = ["idle", "preview", "dialing", "connected", "wrapup", "paused", "break"]
    table = (
        ("call", _("Call"), keyboard.F2.shown, ["preview"]),
        ("hangup", _("Hang up"), keyboard.shown("hangup"), ["dialing", "connected"]),
        ("mute", _("Mute"), keyboard.shown("mute"), ["connected"]),
        ("hold", _("Hold, or back from hold"), "", ["connected"]),
        (
            "leave-message",
            _("Leave the recorded message"),
            keyboard.shown("leave-message"),
            ["connected"],
        ),
        ("keys", _("Keys for their switchboard"), "", ["connected"]),
        ("colleague", _("Bring in a colleague"), "", ["connected"]),
        ("skip", _("Skip this lead"), "", ["preview"]),
        ("undo", _("Undo the last result"), str(keyboard.UNDO_DIGIT), ["preview", "idle"]),
        ("phone", _("Use an ordinary telephone"), "", everywhere),
        ("pause", _("Pause or break"), "", everywhere),
        ("resume", _("Resume"), keyboard.F2.shown, ["paused", "break"]),
        ("say-state", _("Say where I am"), keyboard.shown("say-state"), everywhere),
    )
    return [
        {"run": run, "label": label, "key": key, "views": views, "kind": _("action")}
        for run, label, key, views in table
    ]


def _refusals(codes: tuple[Disposition, ...]) -> bool:
    return set(codes) == set(BY_ARGUMENT)


def _panel_behind(
    digit: int, codes: tuple[Disposition, ...], offered: DispositionSet
) -> str | None:
    if _refusals(codes):
        return None
    if len(codes) > 1:
        return f"key-{digit}"
    return str(codes[0]) if offered.rule(codes[0]).needs is not Needs.NOTHING else None


def _families(offered: DispositionSet) -> list[Panel]:
    families = {5: _("Interested: how?")}
    return [
        Panel(
            f"key-{digit}",
            families.get(digit, _("Which one?")),
            tuple(Choice(code, "", "", words(offered.rule(code).labels)) for code in codes),
        )
        for digit, codes in offered.keys().items()
        if len(codes) > 1 and not _refusals(codes)
    ]


def _reasons(offered: DispositionSet) -> list[Panel]:
    return [
        Panel(
            str(code),
            _("%(disposition)s: why?", disposition=words(rule.labels)),
            tuple(
                Choice(code, "reason", each.code, words(each.labels), each.code == OTHER.code)
                for each in rule.reasons
            ),
        )
        for code, rule in offered.rules.items()
        if rule.needs is Needs.REASON and rule.reasons
    ]


def _scopes(offered: DispositionSet) -> list[Panel]:
    return [
        Panel(
            str(code),
            _("Who must not be called again?"),
            tuple(
                Choice(code, "scope", str(scope), words(labels))
                for scope, labels in SCOPE_LABELS.items()
            ),
        )
        for code, rule in offered.rules.items()
        if rule.needs is Needs.SCOPE
    ]
