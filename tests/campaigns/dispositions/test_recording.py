"""What is still missing in what a teleprospector recorded."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from campaigns.dispositions import (
    DEFAULT_SET,
    Disposition,
    MeetingDetails,
    MeetingKind,
    Recorded,
    SuppressionScope,
    check,
    offer,
)
from campaigns.dispositions.missing import WORDS, Missing

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
THURSDAY = datetime(2026, 11, 26, 13, 0, tzinfo=UTC)
MEETING = MeetingDetails(
    starts_at=THURSDAY,
    kind=MeetingKind.VISIT,
    place="12 rue des Écoles, Rennes",
    attendees=("Mme Le Goff, directrice",),
)


def recorded(disposition: Disposition, **details: object) -> Recorded:
    return replace(Recorded(disposition, NOW), **details)  # type: ignore[arg-type]


def places(record: Recorded) -> list[str]:
    return [it.place for it in check(DEFAULT_SET, record, NOW, "Europe/Paris", "en")]


@pytest.mark.parametrize(
    "record",
    [
        recorded(Disposition.NO_ANSWER),
        recorded(Disposition.CALLBACK, callback_at=THURSDAY),
        recorded(Disposition.AWAY, callback_at=THURSDAY),
        recorded(Disposition.MEETING, meeting=MEETING),
        recorded(Disposition.INTERESTED_LATER, later_on=date(2027, 3, 1)),
        recorded(Disposition.REFUSED_TO_LISTEN, reason="hung_up"),
        recorded(Disposition.ARGUED_REFUSED, reason="other", note="Vend l’école."),
        recorded(Disposition.DO_NOT_CALL, scope=SuppressionScope.NUMBER),
        recorded(Disposition.DATA_REQUEST, reason="access"),
    ],
    ids=lambda record: record.disposition,
)
def test_a_complete_record_lacks_nothing(record: Recorded) -> None:
    assert places(record) == []


@pytest.mark.parametrize(
    ("record", "place"),
    [
        (recorded(Disposition.CALLBACK), "callback_at"),
        (recorded(Disposition.CALLBACK, callback_at=NOW), "callback_at"),
        (recorded(Disposition.CALLBACK, callback_at=NOW + timedelta(days=400)), "callback_at"),
        (recorded(Disposition.AWAY, callback_at=NOW - timedelta(hours=1)), "callback_at"),
        (recorded(Disposition.INTERESTED_LATER), "later_on"),
        (recorded(Disposition.INTERESTED_LATER, later_on=date(2026, 11, 23)), "later_on"),
        (recorded(Disposition.INTERESTED_LATER, later_on=date(2062, 3, 1)), "later_on"),
        (recorded(Disposition.ARGUED_REFUSED), "reason"),
        (recorded(Disposition.ARGUED_REFUSED, reason="because"), "reason"),
        (recorded(Disposition.ARGUED_REFUSED, reason="other", note=" "), "note"),
        (recorded(Disposition.OUT_OF_TARGET), "reason"),
        (recorded(Disposition.DO_NOT_CALL), "scope"),
        (recorded(Disposition.NEEDS_WRAP_UP), "disposition"),
        (recorded(Disposition.NO_ANSWER, note="x" * 4001), "note"),
    ],
)
def test_what_is_missing_is_named_by_its_field(record: Recorded, place: str) -> None:
    assert places(record) == [place]


def test_a_promise_may_be_a_year_away_and_no_more() -> None:
    year = NOW + timedelta(days=366)
    assert places(recorded(Disposition.CALLBACK, callback_at=year)) == []
    later = recorded(Disposition.CALLBACK, callback_at=year + timedelta(minutes=1))
    assert places(later) == ["callback_at"]


def test_a_meeting_without_details_lacks_them_all() -> None:
    assert places(recorded(Disposition.MEETING)) == [
        "meeting.starts_at",
        "meeting.kind",
        "meeting.place",
        "meeting.attendees",
    ]


def test_a_meeting_in_the_past_is_said_with_the_hour_of_the_prospect() -> None:
    late = replace(MEETING, starts_at=NOW - timedelta(hours=1))
    record = recorded(Disposition.MEETING, meeting=late)
    (problem,) = check(DEFAULT_SET, record, NOW, "Indian/Reunion", "en")
    assert problem.sentence() == (
        "meeting.starts_at: found 23/11/2026 12:00, expected a moment to come. "
        "Choose a date and a time in the future."
    )


def test_a_nameless_attendee_is_nobody() -> None:
    record = recorded(Disposition.MEETING, meeting=replace(MEETING, attendees=("  ",)))
    assert places(record) == ["meeting.attendees"]


def test_today_is_the_prospects_today() -> None:
    almost_midnight_in_martinique = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
    record = recorded(Disposition.INTERESTED_LATER, later_on=date(2026, 11, 24))
    assert not check(DEFAULT_SET, record, almost_midnight_in_martinique, "America/Martinique", "fr")
    assert check(DEFAULT_SET, record, almost_midnight_in_martinique, "Europe/Paris", "fr")


def test_the_campaigns_required_answers_are_asked_for() -> None:
    choices = offer(required_answers={Disposition.MEETING: ("pupils", "supplier")})
    record = recorded(Disposition.MEETING, meeting=MEETING, answers={"pupils": "320"})
    (problem,) = check(choices, record, NOW, "Europe/Paris", "fr")
    assert problem.place == "answers.supplier"
    assert problem.found == "rien"


def test_a_campaign_without_reasons_takes_any_word() -> None:
    choices = offer(reasons={Disposition.ARGUED_REFUSED: ()})
    record = recorded(Disposition.ARGUED_REFUSED, reason="Vend l’école")
    assert check(choices, record, NOW, "Europe/Paris", "fr") == ()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_everything_missing_has_words(language: str) -> None:
    assert set(WORDS[language]) == set(Missing)
