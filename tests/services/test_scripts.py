"""The versions of a campaign's script: published, used by new calls alone, compared, brought back."""

import pytest

from campaigns.plan.script_text import write_script_text
from campaigns.problems import NotFound, Refused
from campaigns.script import PieceKind
from telepro.db import audit
from telepro.db import scripts as versions
from telepro.db.calling import Attempt
from telepro.db.what_for import Script
from telepro.db.whom import Contact
from telepro.services import desk, intentions, scripts
from telepro.services.intentions import Press
from telepro.services.scripts import Draft, Editor
from tests.services.calls import calling, carrier_says, deal, meeting
from tests.services.kept import record
from tests.world import World, example_plan

__all__ = ["calling"]

TEXT = write_script_text(example_plan().script)
TITLE = example_plan().script.sections[0].title


def bob(world: World) -> Editor:
    return Editor(world.bob.id, world.bob.name, (world.agency.id,))


def anew(title: str) -> str:
    return TEXT.replace(f"title: {TITLE}", f"title: {title}", 1)


def publish(world: World, text: str, base: int) -> int:
    return scripts.publish(bob(world), world.campaign.public_id, text, base, world.now)


def first_title(world: World) -> str:
    card = desk.state(world.alice.id, world.now).card
    assert card
    return card.script[0].title


def test_a_published_version_is_kept_with_who_and_when_and_told(world: World) -> None:
    assert publish(world, anew("Bonjour"), 1) == 2
    page = scripts.opened(bob(world), world.campaign.public_id, None, None)
    assert (page.newest, page.version, page.draft.text) == (2, 2, anew("Bonjour"))
    assert [(each.version, each.by) for each in page.versions] == [(2, "Bob Martin"), (1, None)]
    line = audit.lines(world.rows, audit.Sought(), 1)[0]
    assert (line.action, line.details["version"]) == ("script.published", 2)
    assert publish(world, anew("Bonjour"), 2) == 2, "the same text keeps its number"


def test_a_call_under_way_keeps_its_script_and_the_next_one_has_the_new(calling: World) -> None:
    calling.lead("+33199001002", "Mairie")
    deal(calling)
    card = desk.state(calling.alice.id, calling.now).card
    assert card
    assert (card.script[0].title, card.script_version) == (TITLE, 1)
    publish(calling, anew("Bonjour"), 1)
    # The page still shows the first version, and says so: that is what was read aloud.
    press = Press(card.entry_id, "key", script_version=1)
    view = intentions.dial(calling.alice.id, press, calling.now)
    assert first_title(calling) == TITLE
    attempt = the_call(calling, view.id)
    carrier_says(calling, attempt, "initiated", "ringing", "in-progress", "completed")
    record(calling, attempt, "1", meeting(calling))
    assert first_title(calling) == "Bonjour"
    second = desk.state(calling.alice.id, calling.now).card
    assert second
    later = intentions.dial(calling.alice.id, Press(second.entry_id, "again"), calling.now)
    made_with = [the_call(calling, each).script_id for each in (view.id, later.id)]
    numbers = [calling.rows.get_one(Script, row).version for row in made_with]
    assert numbers == [1, 2]


def the_call(world: World, attempt_id: str) -> Attempt:
    return world.rows.query(Attempt).filter_by(public_id=attempt_id).one()


def test_of_two_who_write_at_once_the_second_is_told_and_loses_nothing(world: World) -> None:
    publish(world, anew("Bonjour"), 1)
    with pytest.raises(Refused, match="published meanwhile"):
        publish(world, anew("Bonsoir"), 1)
    kept = scripts.with_draft(bob(world), world.campaign.public_id, 1, Draft(anew("Bonsoir")))
    assert (kept.draft.text, kept.newest) == (anew("Bonsoir"), 2)
    assert publish(world, anew("Bonsoir"), 2) == 3


def test_an_older_version_comes_back_under_a_number_of_its_own(world: World) -> None:
    publish(world, anew("Bonjour"), 1)
    campaign = world.campaign.public_id
    assert scripts.bring_back(bob(world), campaign, 1, world.now) == 3
    newest = scripts.opened(bob(world), campaign, None, None).versions[0]
    assert (newest.version, newest.returns_to) == (3, 1)
    assert versions.newest_said(world.rows, world.campaign.id).script == example_plan().script
    with pytest.raises(NotFound):
        scripts.bring_back(bob(world), campaign, 9, world.now)


def test_what_changed_between_two_versions_is_said_in_words(world: World) -> None:
    publish(world, anew("Bonjour"), 1)
    found = scripts.compared(bob(world), world.campaign.public_id, None, None)
    (change,) = found.changes
    assert (found.before, found.after) == (1, 2)
    assert change.sentence("en").endswith(f"{TITLE} → Bonjour")


def test_a_text_that_can_not_be_used_is_refused_at_its_line_and_nothing_is_kept(
    world: World,
) -> None:
    with pytest.raises(Refused, match="line 2"):
        publish(world, "sections: [", 1)
    assert versions.newest(world.rows, world.campaign.id) == 1


def test_the_preview_reads_the_script_to_a_real_lead_of_the_campaign(world: World) -> None:
    lead = world.lead()
    nobody = world.lead("+33199001002", "Mairie")
    world.rows.query(Contact).filter_by(prospect_id=nobody.prospect_id).delete()
    world.rows.commit()
    draft = Draft(TEXT, lead.public_id)
    checked = scripts.check(bob(world), world.campaign.public_id, draft)
    said = [each.text for part in checked.sections for each in part.pieces]
    assert any("Bob Martin" in each and "Ateliers Lumière" in each for each in said)
    assert checked.seconds > 60
    assert any(each.kind is PieceKind.LEGAL for each in checked.sections[0].pieces)
    assert [each for each in checked.remarks if each.startswith("1 of the 2 leads looked at")]


def test_nobody_writes_anothers_script(world: World) -> None:
    charlie = Editor(world.charlie.id, "Charlie", (world.company.id,))
    campaign = world.campaign.public_id
    for ask in (
        lambda: scripts.opened(charlie, campaign, None, None),
        lambda: scripts.publish(charlie, campaign, TEXT, 1, world.now),
        lambda: scripts.bring_back(charlie, campaign, 1, world.now),
        lambda: scripts.check(charlie, campaign, Draft(TEXT)),
        lambda: scripts.compared(charlie, campaign, 1, 1),
    ):
        with pytest.raises(NotFound):
            ask()
