"""What simulated teleprospectors record of a call."""

from datetime import datetime
from random import Random

import pytest

from campaigns.attempts import CallResult
from campaigns.dispositions import Disposition
from telepro.callers.page import Chip, Page, Question
from telepro.callers.results import MEANINGS, answer_to, disposition_of, result_of
from telepro.localtwilio.sayings import Saying
from tests.callers_values import CARD, TUESDAY_TEN

EVERYTHING = frozenset(Disposition)
DICE = Random(1)

# ---- what to record ------------------------------------------------------------------------------


@pytest.mark.parametrize("says", list(Saying))
def test_every_saying_means_something(says: Saying) -> None:
    assert disposition_of(says, CallResult.ANSWERED, EVERYTHING) is MEANINGS[says].dispositions[0]


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (CallResult.NO_ANSWER, Disposition.NO_ANSWER),
        (CallResult.BUSY, Disposition.BUSY),
        (CallResult.FAILED, Disposition.NO_ANSWER),
        (CallResult.MACHINE, Disposition.MACHINE),
    ],
)
def test_what_the_network_knows_is_recorded_as_such(
    result: CallResult, expected: Disposition
) -> None:
    assert disposition_of(None, result, EVERYTHING) is expected


def test_somebody_who_was_not_understood_is_called_again() -> None:
    assert disposition_of(None, CallResult.ANSWERED, EVERYTHING) is Disposition.AWAY


def test_what_a_campaign_does_not_offer_becomes_the_nearest_that_it_does() -> None:
    offered = EVERYTHING - {Disposition.QUOTE}
    found = disposition_of(Saying.QUOTE, CallResult.ANSWERED, offered)
    assert found is Disposition.DOCUMENTATION


def test_a_meeting_is_on_a_weekday_to_come_with_all_that_the_desk_asks_for() -> None:
    body = result_of(Disposition.MEETING, "Jeudi ?", Page(), CARD, TUESDAY_TEN, Random(3))
    meeting = body["meeting"]
    starts = datetime.fromisoformat(meeting["starts_at"])
    assert (starts.date() - TUESDAY_TEN.date()).days >= 2
    assert starts.weekday() < 5
    assert meeting["zone"] == "Europe/Paris"
    assert meeting["attendees"] == ["Claire Vasseur"]
    assert meeting["kind"] in {"video", "phone", "visit"}
    assert meeting["place"]


def test_a_callback_is_promised_for_a_moment_that_the_desk_offers() -> None:
    page = Page(moments=("2026-11-25T08:00:00+00:00",))
    body = result_of(Disposition.CALLBACK, "", page, CARD, TUESDAY_TEN, DICE)
    assert body["callback_at"] == "2026-11-25T08:00:00+00:00"
    assert body["zone"] == "Europe/Paris"


def test_a_refusal_gives_a_reason_of_the_campaign_that_needs_no_note() -> None:
    other = Chip("argued_refused", "reason", "autre", needs_note=True)
    page = Page(chips=(other, Chip("argued_refused", "reason", "budget")))
    body = result_of(Disposition.ARGUED_REFUSED, "", page, CARD, TUESDAY_TEN, DICE)
    assert body["reason"] == "budget"


def test_an_objection_says_how_far_it_reaches() -> None:
    page = Page(chips=(Chip("do_not_call", "scope", "prospect"),))
    body = result_of(Disposition.DO_NOT_CALL, "", page, CARD, TUESDAY_TEN, DICE)
    assert body["scope"] == "prospect"


def test_answers_that_the_plan_requires_are_given() -> None:
    page = Page(
        required={"meeting": ("decideur", "classes", "courriel")},
        questions={
            "decideur": Question("radio", ("yes",)),
            "classes": Question("decimal"),
            "courriel": Question("email"),
        },
    )
    answers = result_of(Disposition.MEETING, "", page, CARD, TUESDAY_TEN, DICE)["answers"]
    assert answers["decideur"] == "yes"
    assert answers["classes"].isdigit()
    assert answers["courriel"] == "claire@example.org"


def test_a_question_of_an_unknown_kind_gets_words() -> None:
    assert answer_to(Question("colour"), CARD, DICE) == "à préciser au rendez-vous"
