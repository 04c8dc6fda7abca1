"""What was given up is tried again once, or dropped with a reason; the journal keeps who did it."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from campaigns.call.recording import Purpose, RecordingState
from telepro import letters
from telepro.db import inbox, mail
from telepro.db.calling import CallInbox
from telepro.db.counting import AuditRow, Mail, PeriodicSlot
from telepro.db.dead_letters import LetterKind, trouble_of
from telepro.db.other_legs import CallRecording
from telepro.services import dead_letters
from tests.services.calls import answered, calling
from tests.world import World

__all__ = ["calling"]
LEAK = "ValueError: bad number +33199001001 of Claire Vasseur"


def poisoned(world: World, *keys: str) -> list[int]:
    """Messages that three tries could not apply; their ids."""
    for key in keys:
        inbox.put(world.rows, "call", f"subject-{key}", key, {"To": "+33199001001"}, world.now)
        for _ in range(inbox.PATIENCE):
            inbox.failed(world.rows, "call", f"subject-{key}", LEAK)
    world.rows.commit()
    return list(world.rows.scalars(select(CallInbox.id).order_by(CallInbox.id)))


def journal(world: World) -> list[tuple[str, str]]:
    rows = world.rows.execute(select(AuditRow.action, AuditRow.subject).order_by(AuditRow.id))
    return [(action, subject) for action, subject in rows]


def kept_messages(world: World, now: datetime | None = None) -> list[int]:
    kept = dead_letters.kept(now or world.now)
    return [each.id for each in kept.letters[LetterKind.MESSAGE]]


def test_a_message_that_was_given_up_is_tried_again_once(world: World) -> None:
    (message,) = poisoned(world, "a")
    (letter,) = dead_letters.kept(world.now).letters[LetterKind.MESSAGE]
    assert (letter.what, letter.tries, letter.trouble) == ("call", 3, "ValueError")
    again = LetterKind.MESSAGE, message, world.bob.id, world.now
    assert dead_letters.try_again(*again)
    assert not dead_letters.try_again(*again)
    assert kept_messages(world) == []
    assert journal(world) == [("dead_letter.tried_again", f"message {message}")]
    waiting = inbox.waiting_of(world.rows, "call", ["subject-a"])
    assert len(waiting["subject-a"]) == 1


def test_all_that_a_preview_showed_are_tried_again_and_none_that_came_later(world: World) -> None:
    first, second = poisoned(world, "a", "b")
    shown = dead_letters.preview(LetterKind.MESSAGE, world.now)
    assert (shown.takes, shown.newest) == (2, second)
    *_others, third = poisoned(world, "c")
    done = dead_letters.try_all_again(LetterKind.MESSAGE, shown.newest, world.bob.id, world.now)
    assert done == 2
    assert first < third
    assert kept_messages(world) == [third]


def test_a_message_is_dropped_with_a_reason_and_without_one_it_stays(world: World) -> None:
    (message,) = poisoned(world, "a")
    which = LetterKind.MESSAGE, message
    assert not dead_letters.drop(*which, "  ", world.bob.id, world.now)
    assert dead_letters.drop(*which, "test of the carrier", world.bob.id, world.now)
    assert kept_messages(world) == []
    assert journal(world) == [("dead_letter.dropped", f"message {message}")]


def test_a_mail_that_fails_may_be_sent_at_once_or_given_up(world: World) -> None:
    letter = letters.new_password("Bob", "fr", "http://127.0.0.1/welcome/x")
    mail.queue(world.rows, "password-1", world.bob.email, letter, world.now)
    later = world.now + timedelta(hours=1)
    values = {"tries": 3, "next_try_at": later, "problem": "SMTPRecipientsRefused: bob@example.org"}
    world.rows.execute(update(Mail).values(**values))
    world.rows.commit()
    (kept,) = dead_letters.kept(world.now).letters[LetterKind.MAIL]
    assert (kept.what, kept.trouble) == ("password", "SMTPRecipientsRefused")
    assert dead_letters.try_again(LetterKind.MAIL, kept.id, world.bob.id, world.now)
    assert mail.claim(world.rows, world.now) is not None
    world.rows.commit()
    assert dead_letters.drop(LetterKind.MAIL, kept.id, "left us", world.bob.id, world.now)
    row = world.rows.scalars(select(Mail).execution_options(populate_existing=True)).one()
    assert (row.refused_at, row.body) == (world.now, "")


def test_a_recording_that_could_not_be_fetched_is_fetched_again(calling: World) -> None:
    attempt = answered(calling)
    row = CallRecording(
        attempt_id=attempt.id,
        sid="RE1",
        purpose=Purpose.TRAINING,
        state=RecordingState.AT_CARRIER,
        delete_on=calling.now + timedelta(days=90),
        tries=30,
        problem="TelephonyError: 404",
    )
    calling.rows.add(row)
    calling.rows.commit()
    (kept,) = dead_letters.kept(calling.now).letters[LetterKind.RECORDING]
    assert (kept.tries, kept.trouble) == (30, "TelephonyError")
    assert dead_letters.try_again(LetterKind.RECORDING, kept.id, calling.bob.id, calling.now)
    calling.rows.refresh(row)
    assert (row.tries, row.next_try_at) == (0, calling.now)


def test_a_chore_whose_run_was_missed_is_late(world: World) -> None:
    run = PeriodicSlot(name="mail", slot=world.now)
    world.rows.add_all([run, PeriodicSlot(name="recount 7", slot=world.now - timedelta(days=1))])
    world.rows.commit()
    chores = {each.name: each for each in dead_letters.kept(world.now).chores}
    assert not chores["mail"].late
    assert chores["mail"].next == world.now + timedelta(seconds=5)
    assert chores["tidy"].last is None
    assert chores["tidy"].late


def test_of_a_trouble_only_its_kind_is_told() -> None:
    assert trouble_of(LEAK) == "ValueError"
    assert trouble_of("Claire Vasseur: unknown") == "–"
    assert trouble_of(None) == "–"
