"""The calendar file of a meeting says what any calendar program needs to show it, and nothing it would misread."""

from dataclasses import replace
from datetime import UTC, datetime

from icalendar import Calendar

from telepro.files.calendar_files import Invitation, invitation

MEETING = Invitation(
    public_id="5f0c5f0c5f0c5f0c5f0c",
    moves=1,
    starts_at=datetime(2026, 11, 26, 9, 0, tzinfo=UTC),
    ends_at=datetime(2026, 11, 26, 9, 30, tzinfo=UTC),
    written_at=datetime(2026, 11, 24, 9, 1, tzinfo=UTC),
    title="Rendez-vous avec Ateliers; Lumière, à l’école « des Tilleuls » de Fresnes, Val-de-Marne",
    place="12, rue des Tilleuls; bâtiment \\B\nFresnes",
    text="https://calls.example.org/meeting/abc",
    link="https://calls.example.org/meeting/abc",
    organiser='Ateliers "Lumière"; SARL',
    organiser_email="bonjour@ateliers.example",
)


def test_what_is_written_is_read_back() -> None:
    calendar = Calendar.from_ical(invitation(MEETING))
    (event,) = calendar.walk("VEVENT")
    assert (calendar["method"], calendar["version"]) == ("PUBLISH", "2.0")
    assert event["uid"] == "5f0c5f0c5f0c5f0c5f0c@telepro"
    assert (event["sequence"], event["status"]) == (1, "CONFIRMED")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (
        MEETING.starts_at,
        MEETING.ends_at,
    )
    assert str(event["summary"]) == MEETING.title
    assert str(event["location"]) == MEETING.place
    assert event["organizer"] == "mailto:bonjour@ateliers.example"


def test_lines_are_folded_at_75_bytes_and_end_as_the_standard_wants() -> None:
    written = invitation(MEETING).encode()
    lines = written.split(b"\r\n")
    assert written.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in lines) <= 75
    assert b"\n" not in written.replace(b"\r\n", b"")


def test_no_name_can_add_a_line_of_its_own() -> None:
    assert "\r\nATTENDEE" not in invitation(MEETING)
    forged = invitation(
        replace(MEETING, title="x\r\nATTENDEE:mailto:a@b.example", place="y\nURL:z")
    )
    assert "\r\nATTENDEE" not in forged
    assert forged.count("\r\nURL") == 1
