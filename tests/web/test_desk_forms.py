from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel

from campaigns.dispositions import Disposition, MeetingDetails, MeetingKind
from campaigns.problems import Refused
from campaigns.states import CallbackKind, WorkState
from telepro.services.corrections import Correct, Correction
from telepro.web.desk_forms import read_correction, read_pause, read_result

NOW = datetime(2026, 11, 24, 9, 24, tzinfo=UTC)


@pytest.fixture(autouse=True)
def english() -> Any:
    """Problems are words, so they need a language."""
    app = Flask("forms")
    Babel(app, default_locale="en")
    with app.test_request_context():
        yield


def places(body: dict[str, Any]) -> list[str]:
    with pytest.raises(Refused) as refusal:
        read_result(body, NOW)
    return [problem.place for problem in refusal.value.problems]


def test_a_digit_is_enough() -> None:
    result = read_result({"client_key": "k", "disposition": "no_answer"}, NOW)
    assert (result.client_key, result.recorded.disposition) == ("k", Disposition.NO_ANSWER)
    assert result.recorded.at == NOW


def test_a_callback_is_meant_on_the_prospects_clock() -> None:
    body = {"client_key": "k", "disposition": "callback", "callback_at": "2026-11-25T09:00", "zone": "America/Guadeloupe", "callback_kind": "shared"}  # fmt: skip
    recorded = read_result(body, NOW).recorded
    assert recorded.callback_at == datetime(2026, 11, 25, 13, 0, tzinfo=UTC)
    assert recorded.callback_kind is CallbackKind.SHARED


def test_an_instant_with_an_offset_keeps_it() -> None:
    body = {
        "client_key": "k",
        "disposition": "callback",
        "callback_at": "2026-11-25T09:00:00+01:00",
    }
    assert read_result(body, NOW).recorded.callback_at == datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def test_a_meeting_comes_whole() -> None:
    body = {
        "client_key": "k",
        "disposition": "meeting",
        "meeting": {
            "starts_at": "2026-11-26T14:00",
            "zone": "Europe/Paris",
            "kind": "video",
            "place": " https://visio.example/x ",
            "attendees": ["Claire Vasseur", " "],
        },
    }
    assert read_result(body, NOW).recorded.meeting == MeetingDetails(
        starts_at=datetime(2026, 11, 26, 13, 0, tzinfo=UTC),
        zone="Europe/Paris",
        kind=MeetingKind.VIDEO,
        place="https://visio.example/x",
        attendees=("Claire Vasseur",),
    )


def test_later_is_a_day() -> None:
    body = {"client_key": "k", "disposition": "interested_later", "later_on": "2027-02-01"}
    assert read_result(body, NOW).recorded.later_on == date(2027, 2, 1)


def test_every_bad_field_is_named_at_once() -> None:
    body = {
        "client_key": "k",
        "disposition": "meeting",
        "callback_at": "soon",
        "later_on": "31/12/2026",
        "scope": "everybody",
        "argued": "yes",
        "meeting": {"starts_at": "x", "kind": "lunch"},
    }
    assert places(body) == ["argued", "callback_at", "meeting.starts_at", "meeting.kind", "scope", "later_on"]  # fmt: skip


def test_a_result_without_its_key_is_refused() -> None:
    assert places({"disposition": "busy"}) == ["client_key"]


def test_a_result_without_a_disposition_is_refused() -> None:
    assert places({"client_key": "k"}) == ["disposition"]


def test_an_unknown_disposition_is_refused() -> None:
    assert places({"client_key": "k", "disposition": "maybe"}) == ["disposition"]


@pytest.mark.parametrize("at", ["2026-11-24T09:25:00Z", "2026-11-20T09:00:00Z"])
def test_a_browser_with_a_wrong_clock_is_not_believed(at: str) -> None:
    body = {"client_key": "k", "disposition": "busy", "at": at}
    assert read_result(body, NOW).recorded.at == NOW


def test_a_result_that_waited_offline_keeps_its_moment() -> None:
    body = {"client_key": "k", "disposition": "busy", "at": "2026-11-24T09:00:00Z"}
    assert read_result(body, NOW).recorded.at == datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_a_correction_is_read_with_its_target() -> None:
    body = {"kind": "phone_number", "target_id": "p1", "number": "02 61 91 00 12"}
    assert read_correction(body) == Correction(Correct.PHONE_NUMBER, "p1", "02 61 91 00 12")


def test_a_new_contact_may_be_who_decides() -> None:
    body = {"kind": "new_contact", "name": "Claire Vasseur", "decision_maker": True}
    assert read_correction(body).decision_maker is True


def test_an_unknown_correction_is_refused() -> None:
    with pytest.raises(Refused):
        read_correction({"kind": "siret"})


def test_a_pause_has_a_state_and_a_reason() -> None:
    assert read_pause({"state": "break", "reason": "lunch"}) == (WorkState.BREAK, "lunch")


def test_nobody_pauses_into_readiness() -> None:
    with pytest.raises(Refused):
        read_pause({"state": "ready"})
