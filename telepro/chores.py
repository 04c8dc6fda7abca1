"""Which periodic work runs how often; each run of each is taken once, however many schedulers ring."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from telepro import clock, queue
from telepro.files import calendar_feeds
from telepro.files.keeping import UPLOAD_KEPT_FOR, clear_older
from telepro.queue import Bell, board_topic
from telepro.services import (
    calendars,
    call_orders,
    caller_ids,
    import_checks,
    limits,
    mailing,
    outcomes,
    outlooks,
    promises_watched,
    reconciliation,
    recordings,
    reminders,
    steering,
    upkeep,
    validation,
)
from telepro.services.reminders import Desk
from telepro.settings import Settings
from telepro.storage.chosen import storage_of
from telepro.telephony.carrier import Carrier
from telepro.timetable import EVERY, slot

LOOK_AGAIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Tools:
    """What chores work with."""

    settings: Settings
    carrier: Carrier


@dataclass(frozen=True, slots=True)
class Chore:
    """A piece of periodic work."""

    name: str
    every: timedelta
    do: Callable[[datetime, Tools], None]


def run(now: datetime, settings: Settings, carrier: Carrier) -> None:
    """Run every chore whose slot nobody has taken yet."""
    tools = Tools(settings, carrier)
    slots = {chore.name: slot(now, chore.every) for chore in CHORES}
    taken = upkeep.taken(slots)
    for chore in CHORES:
        # Whoever has looked at the same time finds it taken now.
        if chore.name not in taken and upkeep.take_slot(chore.name, slots[chore.name]):
            chore.do(now, tools)


def _reconcile(now: datetime, tools: Tools) -> None:
    if tools.settings.carrier.configured:
        changed = reconciliation.check(clock.now, tools.carrier).changed
        changed += reconciliation.check_lines(clock.now, tools.carrier)
        if changed:
            queue.ring(Bell.EVENTS)


def _lines(now: datetime, tools: Tools) -> None:
    if upkeep.give_back_lists(now):
        queue.ring(Bell.DEAL)
    upkeep.end_sessions(now)
    if call_orders.tidy(now):
        queue.ring(Bell.DIAL)
    for attempt in upkeep.left_alone(now):
        outcomes.abandon(attempt, now)


def _mail(now: datetime, tools: Tools) -> None:
    mailing.send_waiting(now, tools.settings.mail)


def _meetings(now: datetime, tools: Tools) -> None:
    account, texts = tools.settings.carrier, tools.carrier.texts
    desk = Desk(tools.settings.public_base_url, tools.settings.secret_key, account.sms_numbers)
    reminders.plan_messages(now)
    reminders.send_due(clock.now, texts, desk)
    reminders.follow_letters(now)
    if account.configured:
        reminders.ask_about(now, texts)


def _calendars(now: datetime, tools: Tools) -> None:
    # One address a turn, for the same reason as below: it may take seconds to answer.
    calendars.read_next(now, calendar_feeds.taken)


def _alarms(now: datetime, tools: Tools) -> None:
    upkeep.late_callbacks(now)


def _promises(now: datetime, tools: Tools) -> None:
    promises_watched.ask_for_keepers(now)


def _results(now: datetime, tools: Tools) -> None:
    validation.note_deadlines(now)


def _recordings(now: datetime, tools: Tools) -> None:
    if recordings.look_for_missing(now, tools.carrier):
        queue.ring(Bell.IMPORTS)
    recordings.purge(now, tools.carrier, storage_of(tools.settings))


def _publish(now: datetime, tools: Tools) -> None:
    upkeep.publish(now)


def _tidy(now: datetime, tools: Tools) -> None:
    upkeep.tidy(now)


def _unconfirmed(now: datetime, tools: Tools) -> None:
    import_checks.clear(now)
    # Uploads carry the time of the file system, which no campaign's clock shifts.
    clear_older(tools.settings.data / "uploads", clock.real_now() - UPLOAD_KEPT_FOR)


def _rest(now: datetime, tools: Tools) -> None:
    if caller_ids.rest_collapsed(now):
        queue.ring(Bell.DEAL)


def _spending(now: datetime, tools: Tools) -> None:
    for campaign in limits.to_look_at():
        if stopped := limits.stop_if_spent(campaign, now):
            queue.announce(board_topic(stopped))


def _figures(now: datetime, tools: Tools) -> None:
    for campaign in steering.figures_to_look_at():
        steering.look_at_figures(campaign, now)


def _lists(now: datetime, tools: Tools) -> None:
    # One campaign a turn, the one that was looked at longest ago.
    for campaign in steering.lists_to_look_at(now - LOOK_AGAIN, 1):
        steering.look_at_list(campaign, now)


def _outlooks(now: datetime, tools: Tools) -> None:
    # Some seconds of computing: one campaign a turn, and only one that somebody looks at.
    for campaign in outlooks.to_foresee(now):
        outlooks.foresee(campaign, now)


def _recount(now: datetime, tools: Tools) -> None:
    # One campaign a turn: the chores of every few seconds must not wait for all of them.
    night = slot(now, timedelta(days=1))
    for campaign in upkeep.not_recounted(night):
        if upkeep.take_slot(upkeep.recount_of(campaign), night):
            upkeep.recount(campaign, now)
            return


CHORES = tuple(
    Chore(name, EVERY[name], do)
    for name, do in {
        "reconcile": _reconcile,
        "lines": _lines,
        "mail": _mail,
        "meetings": _meetings,
        "calendars": _calendars,
        "publish": _publish,
        "alarms": _alarms,
        "promises": _promises,
        "results": _results,
        "recordings": _recordings,
        "tidy": _tidy,
        "unconfirmed": _unconfirmed,
        "recount": _recount,
        "spending": _spending,
        "rest": _rest,
        "figures": _figures,
        "lists": _lists,
        "outlooks": _outlooks,
    }.items()
)
