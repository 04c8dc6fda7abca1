"""Before the launch somebody signs each point, and before the first lead Alice passes the quiz."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.states import CampaignState
from telepro.db.counting import AuditRow
from telepro.db.what_for import LaunchSign
from telepro.db.what_for import Plan as PlanRow
from telepro.db.who import Engagement
from tests.web.office import Browser, browser_of, pages, rows
from tests.web.office_at_work import bob, own_folder, read, tuesday_ten, words
from tests.world import World, example_plan

__all__ = ["bob", "own_folder", "pages", "rows", "tuesday_ten"]

CHECKLIST = example_plan().preparation.checklist
QUIZ = """\
  quiz_required: yes
  quiz:
    needed: 2
    questions:
      - {key: duree, ask: Combien de temps dure un atelier ?, choices: [1 h, 1 h 30], right: 1 h 30, why: C'est la promesse.}
      - {key: materiel, ask: Qui apporte le matériel ?, choices: [L'école, L'intervenante], right: L'intervenante}
"""


@pytest.fixture
def draft(rows: Session, world: World) -> str:
    """The campaign before its launch, with a lead; the address of its page."""
    world.campaign.state = CampaignState.DRAFT
    world.lead()
    rows.commit()
    return f"/campaigns/{world.campaign.public_id}"


def with_quiz(rows: Session, world: World) -> str:
    """The plan asks for its quiz, and Alice has not passed it; the address of the quiz."""
    plan = rows.get_one(PlanRow, world.campaign.plan_id)
    assert "  quiz_required: no\n" in plan.text
    plan.text = plan.text.replace("  quiz_required: no\n", QUIZ, 1)
    for engagement in rows.scalars(select(Engagement)):
        engagement.quiz_passed_at = None
    rows.commit()
    rows.info.clear()
    return f"/desk/quiz/{world.campaign.public_id}"


def passed(rows: Session, world: World) -> bool:
    asked = select(Engagement.quiz_passed_at).where(Engagement.person_id == world.alice.id)
    rows.expire_all()
    return rows.scalar(asked) is not None


def test_a_point_is_signed_with_name_and_moment(bob: Browser, rows: Session, draft: str) -> None:
    answer = bob.post(f"{draft}/points/sign", {"point": CHECKLIST[0]})
    assert (answer.status_code, answer.location) == (303, draft)
    assert rows.scalars(select(LaunchSign.point)).all() == [CHECKLIST[0]]
    page = words(read(bob.get(draft)))
    assert f"signed {CHECKLIST[0]} Bob Martin" in page
    assert "launch.point_signed" in rows.scalars(select(AuditRow.action)).all()


def test_signed_twice_stands_once_and_is_taken_back(
    bob: Browser, rows: Session, draft: str
) -> None:
    for _ in range(2):
        bob.post(f"{draft}/points/sign", {"point": CHECKLIST[0]})
    assert len(rows.scalars(select(LaunchSign)).all()) == 1
    bob.post(f"{draft}/points/withdraw", {"point": CHECKLIST[0]})
    assert rows.scalars(select(LaunchSign)).all() == []


def test_a_launch_waits_for_every_point_signed_or_ticked(
    bob: Browser, rows: Session, world: World, draft: str, tuesday_ten: None
) -> None:
    bob.post(f"{draft}/points/sign", {"point": CHECKLIST[0]})
    answer = bob.post(f"{draft}/launch", {"confirmed": CHECKLIST[1]})
    assert answer.status_code == 409
    assert CHECKLIST[2] in answer.text
    for point in CHECKLIST[1:]:
        bob.post(f"{draft}/points/sign", {"point": point})
    assert bob.post(f"{draft}/launch").status_code == 303
    assert world.campaign.state is CampaignState.RUNNING
    signed = rows.execute(select(LaunchSign.point, LaunchSign.signed_by_id)).all()
    assert {(point, world.bob.id) for point in CHECKLIST} == set(map(tuple, signed))


def test_after_the_launch_nothing_is_signed_or_taken_back(
    bob: Browser, rows: Session, world: World
) -> None:
    path = f"/campaigns/{world.campaign.public_id}/points"
    assert bob.post(f"{path}/sign", {"point": CHECKLIST[0]}).status_code == 303
    assert rows.scalars(select(LaunchSign)).all() == []


def test_only_points_of_the_plan_are_signed_and_only_by_its_manager(
    bob: Browser, pages: object, rows: Session, world: World, draft: str
) -> None:
    assert bob.post(f"{draft}/points/sign", {"point": "Anything"}).status_code == 404
    charlie = browser_of(pages, rows, world.charlie)  # type: ignore[arg-type]
    assert charlie.post(f"{draft}/points/sign", {"point": CHECKLIST[0]}).status_code == 404


def test_alice_passes_the_quiz_with_enough_right_answers(
    pages: object, rows: Session, world: World
) -> None:
    path = with_quiz(rows, world)
    world.alice.language = "en"
    rows.commit()
    alice = browser_of(pages, rows, world.alice)  # type: ignore[arg-type]
    assert path in alice.get("/desk").text
    page = read(alice.get(path))
    assert len(page.select("fieldset input[type=radio]")) == 4
    wrong = alice.post(path, {"duree": "1 h", "materiel": "L'intervenante"})
    assert wrong.status_code == 422
    assert "C'est la promesse." in wrong.text.replace("&#39;", "'")
    assert not passed(rows, world)
    right = alice.post(path, {"duree": "1 h 30", "materiel": "L'intervenante"})
    assert (right.status_code, right.location) == (303, "/desk")
    assert passed(rows, world)
    assert path not in alice.get("/desk").text


def test_nobody_takes_the_quiz_of_a_mission_they_are_not_engaged_on(
    pages: object, rows: Session, world: World
) -> None:
    path = with_quiz(rows, world)
    rows.query(Engagement).filter_by(person_id=world.anna.id).update({"state": "ended"})
    rows.commit()
    anna = browser_of(pages, rows, world.anna)  # type: ignore[arg-type]
    assert anna.get(path).status_code in (403, 404)
    assert anna.post(path, {"duree": "1 h 30"}).status_code in (403, 404)
