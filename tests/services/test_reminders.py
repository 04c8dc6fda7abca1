"""Messages about a meeting: planned once, sent once, and not at all to whoever should get none."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.dispositions import Disposition, Recorded, SuppressionScope
from campaigns.pipeline import MeetingStatus
from telepro.db import message_objections, suppressions
from telepro.db.calling import Attempt
from telepro.db.counting import Mail
from telepro.db.results import Meeting, MeetingStatusRow
from telepro.services import meetings, outcomes
from telepro.services.meetings import Said
from telepro.services.reminders import Desk
from telepro.telephony.texts import CarrierText
from telepro.telephony.troubles import Trouble
from tests.services.carriers import ScriptedTexts, trouble
from tests.services.meeting_values import (
    CLAIRES,
    MINUTE,
    OURS,
    by_mail,
    by_text,
    carrier_reports,
    chore,
    messages,
    states,
    want,
)
from tests.web.office import pages, rows
from tests.world import World

__all__ = ["by_mail", "by_text", "pages", "rows"]


def letters(rows: Session) -> list[Mail]:
    return list(rows.scalars(select(Mail).where(Mail.key.like("meeting-%")).order_by(Mail.id)))


def test_a_confirmation_goes_a_minute_after_the_call_and_reminders_wait(
    world: World, by_mail: Meeting
) -> None:
    chore(world.now)
    assert states(world.rows) == dict.fromkeys(("confirmation", "day_before", "soon"), "planned")
    chore(world.now + MINUTE)
    assert states(world.rows)["confirmation"] == "handed"
    (letter,) = letters(world.rows)
    assert letter.to_address == "claire@ecole.example"
    assert (
        letter.subject
        == "Votre rendez-vous avec Ateliers Lumière\u00a0: jeudi 26 novembre 2026, 10:00"
    )
    assert "https://calls.example.org/meeting/" in letter.body
    assert "BEGIN:VCALENDAR" in (letter.calendar or "")


def test_the_chore_may_run_as_often_as_it_likes(world: World, by_mail: Meeting) -> None:
    for _again in range(3):
        chore(world.now + MINUTE)
    assert len(letters(world.rows)) == 1
    assert len(messages(world.rows)) == 3


def test_reminders_go_the_day_before_and_two_hours_before(world: World, by_mail: Meeting) -> None:
    moments = [MINUTE, timedelta(days=1), timedelta(days=1, hours=22)]
    for after in moments:
        chore(world.now + after)
    assert set(states(world.rows).values()) == {"handed"}
    assert [letter.subject[:6] for letter in letters(world.rows)] == ["Votre ", "Rappel", "Bientô"]


def test_nothing_is_sent_about_a_meeting_that_was_called_off(
    world: World, by_mail: Meeting
) -> None:
    chore(world.now)
    said = Said((world.company.id,), by_mail.public_id, world.carla.id)
    meetings.say(said, MeetingStatus.CANCELLED, world.now)
    chore(world.now + MINUTE)
    assert set(states(world.rows).values()) == {"withdrawn"}
    assert letters(world.rows) == []


def test_an_outcome_put_right_within_a_minute_is_never_heard_of(
    world: World, by_mail: Meeting
) -> None:
    chore(world.now)
    attempt = world.rows.get_one(Attempt, by_mail.attempt_id)
    corrected = Recorded(Disposition.GATEKEEPER, world.now)
    outcomes.record(world.alice.id, attempt.public_id, "k2", corrected, world.now)
    chore(world.now + MINUTE)
    assert set(states(world.rows).values()) == {"withdrawn"}


def test_a_letter_that_waits_for_the_server_is_taken_back_with_its_meeting(
    world: World, by_mail: Meeting
) -> None:
    chore(world.now + MINUTE)
    said = Said((world.company.id,), by_mail.public_id, world.carla.id)
    meetings.say(said, MeetingStatus.CANCELLED, world.now + 2 * MINUTE)
    assert states(world.rows)["confirmation"] == "withdrawn"
    (letter,) = letters(world.rows)
    world.rows.refresh(letter)
    assert letter.good_until == letter.created_at


def test_a_meeting_that_moves_has_messages_for_its_new_moment(
    world: World, by_mail: Meeting
) -> None:
    chore(world.now + MINUTE)
    later = world.now + timedelta(hours=1)
    by_mail.starts_at += timedelta(days=5)
    moved = MeetingStatusRow(meeting_id=by_mail.id, status=MeetingStatus.MOVED, at=later)
    world.rows.add(moved)
    world.rows.flush()
    chore(later + MINUTE)
    found = [(str(each.occasion), str(each.state)) for each in messages(world.rows)]
    assert sorted(found) == [
        ("confirmation", "handed"),
        ("confirmation", "withdrawn"),
        ("day_before", "planned"),
        ("day_before", "withdrawn"),
        ("soon", "planned"),
        ("soon", "withdrawn"),
    ]
    assert "SEQUENCE:1" in (letters(world.rows)[-1].calendar or "")


@pytest.mark.parametrize("objection", ["calls", "messages"])
def test_who_objected_is_not_written_to(world: World, by_mail: Meeting, objection: str) -> None:
    chore(world.now)
    company = world.company.id
    if objection == "calls":
        number = SuppressionScope.NUMBER
        suppressions.add(world.rows, company, number, "+33199001001", "do_not_call", world.now)
    else:
        message_objections.add(world.rows, company, "Claire@ecole.example ", world.now)
    chore(world.now + MINUTE)
    assert states(world.rows)["confirmation"] == "withdrawn"
    assert messages(world.rows)[0].problem == "objected"
    assert letters(world.rows) == []


def test_a_reminder_that_missed_its_moment_is_not_sent(world: World, by_mail: Meeting) -> None:
    chore(world.now)
    chore(by_mail.starts_at - timedelta(minutes=20))
    found = messages(world.rows)
    assert [(each.state, each.problem) for each in found] == [("withdrawn", "too_late")] * 3


def test_a_campaign_that_wants_no_messages_sends_none(world: World, by_mail: Meeting) -> None:
    want(world, mail=False)
    chore(world.now + MINUTE)
    assert messages(world.rows) == []


def test_a_text_message_is_noted_sent_and_reported_on(world: World, by_text: Meeting) -> None:
    texts = chore(world.now + MINUTE)
    (sent,) = texts.sent
    assert (sent.to, sent.sender) == (CLAIRES, OURS)
    assert sent.body.startswith("Ateliers Lumière: RDV jeu 26/11 à 10:00")
    (message, *_later) = messages(world.rows)
    assert (message.state, message.sid) == ("handed", f"SM{1:032x}")
    carrier_reports(world, message, "delivered", "sent", "queued", sid=f"SM{1:032x}")
    assert states(world.rows)["confirmation"] == "delivered"


def test_a_report_that_comes_before_the_reply_counts(world: World, by_text: Meeting) -> None:
    texts = ScriptedTexts(trouble(Trouble.UNKNOWN, "ReadTimeout"))
    chore(world.now + MINUTE, texts)
    (message, *_later) = messages(world.rows)
    carrier_reports(world, message, "delivered", sid="SM9")
    (message, *_later) = messages(world.rows)
    assert (message.state, message.sid) == ("delivered", "SM9")
    carrier_reports(world, message, "failed", sid="SM8")
    assert states(world.rows)["confirmation"] == "delivered"


def test_a_message_of_which_nobody_knows_is_asked_about_and_never_repeated(
    world: World, by_text: Meeting
) -> None:
    texts = ScriptedTexts(trouble(Trouble.UNKNOWN, "ReadTimeout"))
    chore(world.now + MINUTE, texts)
    assert states(world.rows)["confirmation"] == "unknown"
    (message, *_later) = messages(world.rows)
    texts.found = [CarrierText("SM7", "sent", message.body or "")]
    chore(world.now + 3 * MINUTE, texts)
    assert len(texts.sent) == 1
    (message, *_later) = messages(world.rows)
    assert (message.state, message.sid) == ("sent", "SM7")


def test_a_message_that_was_never_sent_goes_later(world: World, by_text: Meeting) -> None:
    chore(world.now + MINUTE, ScriptedTexts(trouble(Trouble.NOT_SENT)))
    assert states(world.rows)["confirmation"] == "planned"
    assert len(chore(world.now + 2 * MINUTE).sent) == 1
    assert states(world.rows)["confirmation"] == "handed"


def test_a_number_that_unsubscribed_with_the_carrier_is_not_written_to_again(
    world: World, by_text: Meeting
) -> None:
    chore(world.now + MINUTE, ScriptedTexts(trouble(Trouble.REFUSED, "21610")))
    (message, *_later) = messages(world.rows)
    assert (message.state, message.problem) == ("bounced", "carrier:21610")
    assert message_objections.stands(world.rows, world.company.id, CLAIRES)


def test_without_a_number_that_can_send_no_text_message_goes(
    world: World, by_text: Meeting
) -> None:
    texts = chore(world.now + MINUTE, desk=Desk("https://calls.example.org", "s" * 64, ()))
    assert texts.sent == []
    assert messages(world.rows)[0].problem == "no_sender"


def test_a_letter_that_went_and_one_that_came_back(world: World, by_mail: Meeting) -> None:
    chore(world.now + MINUTE)
    (letter,) = letters(world.rows)
    letter.refused_at, letter.problem = world.now + 2 * MINUTE, "SMTPRecipientsRefused: 550"
    world.rows.flush()
    chore(world.now + 2 * MINUTE)
    (message, *_later) = messages(world.rows)
    assert (message.state, message.problem) == ("bounced", "SMTPRecipientsRefused: 550")


def test_old_meetings_of_nobody_to_write_to_are_planned_once(
    world: World, by_mail: Meeting
) -> None:
    want(world, mail=False)
    chore(world.now)
    world.rows.refresh(by_mail)
    assert by_mail.planned_for == by_mail.starts_at
