"""What a caller makes of what was said: which disposition, how long the talk, which details.

Everything is chosen among what the page offers, as a person chooses; `dice` is a seeded Random.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from campaigns.attempts import CallResult
from campaigns.dispositions import Disposition
from telepro.callers.desk import Card
from telepro.callers.page import Page, Question
from telepro.localtwilio.sayings import Saying

Body = dict[str, Any]
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a saying comes to: dispositions from best to nearest, seconds of talk, what was heard."""

    dispositions: tuple[Disposition, ...]
    seconds: tuple[float, float]
    argued: bool = False
    decision_maker: bool = False


MEANINGS: Mapping[Saying, Meaning] = {
    Saying.MEETING: Meaning((Disposition.MEETING, Disposition.CALLBACK), (60, 130), True, True),
    Saying.QUOTE: Meaning((Disposition.QUOTE, Disposition.DOCUMENTATION), (50, 110), True, True),
    Saying.DOCUMENTATION: Meaning(
        (Disposition.DOCUMENTATION, Disposition.INTERESTED_LATER), (40, 90), True, True
    ),
    Saying.LATER: Meaning(
        (Disposition.INTERESTED_LATER, Disposition.CALLBACK), (40, 90), True, True
    ),
    Saying.CALLBACK: Meaning((Disposition.CALLBACK, Disposition.AWAY), (15, 35), False, True),
    Saying.REFUSAL: Meaning((Disposition.ARGUED_REFUSED,), (30, 80), True, True),
    Saying.REFUSED_TO_LISTEN: Meaning((Disposition.REFUSED_TO_LISTEN,), (5, 15), False, True),
    Saying.OUT_OF_TARGET: Meaning(
        (Disposition.OUT_OF_TARGET, Disposition.WRONG_NUMBER), (10, 25), False, True
    ),
    Saying.WRONG_NUMBER: Meaning((Disposition.WRONG_NUMBER,), (5, 12)),
    Saying.DO_NOT_CALL: Meaning((Disposition.DO_NOT_CALL,), (8, 20), False, True),
    Saying.OBJECTS: Meaning((Disposition.DO_NOT_CALL,), (10, 25), False, True),
    Saying.RETURNED_CALL: Meaning((Disposition.CALLBACK, Disposition.AWAY), (15, 35)),
    Saying.LANGUAGE: Meaning((Disposition.LANGUAGE, Disposition.AWAY), (6, 15)),
    Saying.GATEKEEPER: Meaning((Disposition.GATEKEEPER, Disposition.AWAY), (12, 30)),
    Saying.AWAY: Meaning((Disposition.AWAY, Disposition.GATEKEEPER), (8, 20)),
    Saying.MACHINE: Meaning((Disposition.MACHINE, Disposition.NO_ANSWER), (4, 10)),
}
# A voice that was never understood: somebody took the call and the line broke.
NOT_UNDERSTOOD = Meaning((Disposition.AWAY, Disposition.NO_ANSWER), (3, 6))
OF_THE_NETWORK: Mapping[CallResult, Disposition] = {
    CallResult.BUSY: Disposition.BUSY,
    CallResult.MACHINE: Disposition.MACHINE,
}
# No plan leaves this one out.
LAST_RESORT = Disposition.NO_ANSWER


def meaning_of(says: Saying | None) -> Meaning:
    """What was said comes to this; None stands for nothing that could be understood."""
    return MEANINGS[says] if says else NOT_UNDERSTOOD


def disposition_of(
    says: Saying | None, result: CallResult | None, offered: frozenset[str]
) -> Disposition:
    """The disposition to record: by what was said, else by the carrier's word on the call."""
    spoken = says is not None or result in (None, CallResult.ANSWERED)
    network = OF_THE_NETWORK.get(result, LAST_RESORT) if result else LAST_RESORT
    wanted = meaning_of(says).dispositions if spoken else (network,)
    return next((code for code in wanted if code in offered), LAST_RESORT)


def result_of(
    disposition: Disposition, note: str, page: Page, card: Card | None, at: datetime, dice: Random
) -> Body:
    """The body of the outcome: the disposition with all that it asks for. `at` is the desk's now."""
    body: Body = {"disposition": str(disposition), "note": note}
    if card is not None:
        body |= DETAILS.get(disposition, _no_details)(page, card, at, dice)
    body |= _chosen(disposition, page, dice)
    keys = page.required.get(disposition, ())
    body["answers"] = {
        key: answer_to(page.questions.get(key, Question("text")), card, dice) for key in keys
    }
    return body


def answer_to(question: Question, card: Card | None, dice: Random) -> str:
    """What a prospect might answer to a question of the script."""
    if question.values:
        return dice.choice(question.values)
    email = next((each.email for each in card.contacts if each.email), "") if card else ""
    spoken = {
        "decimal": str(dice.randint(1, 12)),
        "numeric": str(dice.randint(1, 12)),
        "email": email or "accueil@example.org",
        "date": "2027-01-15",
    }
    return spoken.get(question.kind, "à préciser au rendez-vous")


def _chosen(disposition: Disposition, page: Page, dice: Random) -> Body:
    """One chip of each field that the disposition asks for; a plain one where there is one."""
    body: Body = {}
    for key in ("reason", "scope"):
        chips = page.chips_of(disposition, key)
        plain = [chip for chip in chips if not chip.needs_note] or list(chips)
        if plain:
            body[key] = dice.choice(plain).value
    return body


def _no_details(page: Page, card: Card, at: datetime, dice: Random) -> Body:
    return {}


def _callback(page: Page, card: Card, at: datetime, dice: Random) -> Body:
    promised = dice.choice(page.moments) if page.moments else (at + timedelta(days=1)).isoformat()
    return {
        "callback_at": promised,
        "callback_flexible": dice.random() < 0.4,
        "callback_kind": "personal",
        "zone": card.zone,
    }


def _later(page: Page, card: Card, at: datetime, dice: Random) -> Body:
    month_later = (at + timedelta(days=30)).date().isoformat()
    return {"later_on": dice.choice(page.later_days or (month_later,)), "zone": card.zone}


def _meeting(page: Page, card: Card, at: datetime, dice: Random) -> Body:
    """A meeting in two days or a little more, on a weekday, at an hour of the prospect's clock."""
    day = at.astimezone(ZoneInfo(card.zone)).date() + timedelta(days=dice.randint(2, 8))
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    starts = datetime.combine(day, dice.choice((time(9, 30), time(10), time(14), time(16, 30))))
    kind, place = _place(card, dice)
    names = [contact.name for contact in card.contacts if contact.name][:2]
    meeting = {
        "starts_at": starts.isoformat(timespec="minutes"),
        "zone": card.zone,
        "kind": kind,
        "place": place,
        "attendees": names or ["la direction"],
    }
    return {"meeting": meeting, "zone": card.zone}


def _place(card: Card, dice: Random) -> tuple[str, str]:
    places = [("video", "https://visio.example.org/rendez-vous"), ("phone", card.number or "—")]
    if card.address:
        places.append(("visit", card.address))
    return dice.choice(places)


DETAILS: Mapping[Disposition, Callable[[Page, Card, datetime, Random], Body]] = {
    Disposition.CALLBACK: _callback,
    Disposition.INTERESTED_LATER: _later,
    Disposition.MEETING: _meeting,
}
