"""The page behind a letter's links: seen by who holds the link, answered by a form, in any order, once."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from campaigns.follow_up.tasks import TaskKind
from campaigns.pipeline import MeetingStatus
from telepro import clock, links
from telepro.db import message_objections
from telepro.db.appointments import MeetingAnswer
from telepro.db.results import Meeting, Task
from telepro.db.who import SignInFailure
from telepro.services import invitations, meetings
from telepro.services.meetings import Said
from telepro.settings import Settings
from tests.services.meeting_values import MINUTE, by_mail, chore, messages, states
from tests.web.office import Browser, nobody, pages, rows
from tests.world import World

__all__ = ["by_mail", "nobody", "pages", "rows"]


@pytest.fixture(autouse=True)
def clock_of_the_world(world: World) -> Iterator[None]:
    """The pages' clock stands near the world's."""
    before = clock.shift()
    clock.set_shift((world.now + 2 * MINUTE - clock.real_now()).total_seconds())
    yield
    clock.set_shift(before.total_seconds())


@pytest.fixture
def link(world: World, by_mail: Meeting, settings: Settings) -> str:
    """What the confirmation's link opens."""
    chore(world.now + MINUTE)
    return f"/meeting/{links.token(settings.secret_key, messages(world.rows)[0].public_id)}"


def say(browser: Browser, link: str, answer: str) -> tuple[int, str]:
    shown = browser.get(link).text
    found = re.search(r'name="starts_at" value="([^"]+)"', shown)
    answered = browser.post(link, {"say": answer, "starts_at": found.group(1) if found else ""})
    return answered.status_code, answered.text


def answers(rows: Session) -> list[str]:
    rows.expire_all()
    return [
        str(each) for each in rows.scalars(select(MeetingAnswer.answer).order_by(MeetingAnswer.id))
    ]


def open_tasks(rows: Session) -> list[str]:
    kinds = (TaskKind.MOVE_MEETING, TaskKind.ANSWER_PROSPECT)
    asked = select(Task.kind).where(Task.kind.in_(kinds), Task.withdrawn_at.is_(None))
    return list(rows.scalars(asked))


def test_the_link_shows_the_meeting_in_the_prospects_language(nobody: Browser, link: str) -> None:
    answer = nobody.get(f"{link}?say=confirmed", **{"Accept-Language": "en"})
    assert answer.status_code == 200
    assert '<html lang="fr"' in answer.text
    assert "Votre rendez-vous avec Ateliers Lumière" in answer.text
    assert "Je viens" in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert '<html lang="en"' in nobody.get(f"{link}?lang=en").text


def test_opening_a_link_says_nothing(nobody: Browser, link: str, rows: Session) -> None:
    nobody.get(f"{link}?say=declined")
    assert answers(rows) == []


def test_who_comes_says_so_once(nobody: Browser, link: str, rows: Session) -> None:
    assert say(nobody, link, "confirmed")[0] == 200
    status, page = say(nobody, link, "confirmed")
    assert status == 200
    assert "Vous venez" in page
    assert answers(rows) == ["confirmed"]


def test_who_cannot_come_gives_the_manager_something_to_do_until_they_can(
    nobody: Browser, link: str, rows: Session, world: World
) -> None:
    say(nobody, link, "declined")
    assert open_tasks(rows) == ["move_meeting"]
    chore(world.now + timedelta(days=1))
    assert states(rows)["day_before"] == "withdrawn"
    say(nobody, link, "confirmed")
    assert answers(rows) == ["declined", "confirmed"]
    assert open_tasks(rows) == []
    say(nobody, link, "declined")
    assert answers(rows)[-1] == "declined"
    assert open_tasks(rows) == ["move_meeting"]


def test_who_wants_no_more_messages_keeps_the_meeting(
    nobody: Browser, link: str, rows: Session, world: World, by_mail: Meeting
) -> None:
    assert say(nobody, link, "stop")[0] == 200
    assert message_objections.stands(rows, world.company.id, "claire@ecole.example")
    chore(world.now + timedelta(days=1))
    assert states(rows)["day_before"] == "withdrawn"
    assert "Cette adresse ne reçoit plus de messages" in nobody.get(link).text


def test_an_answer_to_the_moment_before_a_move_does_not_count(
    nobody: Browser, link: str, rows: Session, by_mail: Meeting
) -> None:
    before = by_mail.starts_at.isoformat()
    by_mail.starts_at += timedelta(days=1)
    rows.commit()
    answered = nobody.post(link, {"say": "confirmed", "starts_at": before})
    assert answered.status_code == 409
    assert "déplacé" in answered.text
    assert answers(rows) == []


def test_a_meeting_that_was_called_off_says_so(
    nobody: Browser, link: str, rows: Session, by_mail: Meeting, world: World
) -> None:
    said = Said((world.company.id,), by_mail.public_id, world.carla.id)
    meetings.say(said, MeetingStatus.CANCELLED, world.now)
    shown = nobody.get(link).text
    assert "Ce rendez-vous a été annulé" in shown
    assert "Je viens" not in shown
    moment = by_mail.starts_at.isoformat()
    assert nobody.post(link, {"say": "confirmed", "starts_at": moment}).status_code == 409


def changed_in_the_middle(link: str) -> str:
    # The last character alone may stand for bits that nobody reads.
    return f"{link[:-9]}{'0' if link[-9] != '0' else '1'}{link[-8:]}"


@pytest.mark.parametrize(
    "change", [changed_in_the_middle, lambda link: link[:9], lambda link: "/meeting/é"]
)
def test_a_link_that_we_did_not_make_opens_nothing(
    nobody: Browser, link: str, change: object
) -> None:
    assert callable(change)
    forged = change(link)
    assert nobody.get(forged).status_code == 404
    assert nobody.post(forged, {"say": "confirmed"}).status_code == 404


def test_the_other_fields_are_checked(nobody: Browser, link: str, rows: Session) -> None:
    assert nobody.post(link, {"say": "unclear"}).status_code == 400
    assert nobody.post(link, {"say": "confirmed", "starts_at": "tomorrow"}).status_code == 409
    assert answers(rows) == []


def test_guessing_is_stopped(nobody: Browser, pages: Flask, rows: Session, link: str) -> None:
    rows.execute(delete(SignInFailure))
    for _try in range(invitations.TRIES):
        assert nobody.post("/meeting/" + "0" * 52).status_code == 404
    assert nobody.post("/meeting/" + "0" * 52).status_code == 429
    assert nobody.get(link).status_code == 200
