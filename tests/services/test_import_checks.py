"""A prospect file is looked at before it is read: nothing is written, and rows are repaired by group."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from campaigns.dispositions import SuppressionScope
from campaigns.problems import NotFound
from campaigns.prospect_file.remedies import GroupCode, Remedy
from campaigns.same_prospect.survivorship import MergePolicy
from campaigns.states import ImportState
from telepro.db import suppressions
from telepro.db.whom import Import, Phone, Prospect
from telepro.services import import_checks, imports, imports_shown
from telepro.services.imports_shown import Check
from tests.services.prospect_files import Send, counts, known, receive, send
from tests.world import World

__all__ = ["receive", "send"]

HEAD = "Société;Tél;CP;Pays\n"
MIXED = HEAD + (
    "Morel;01 99 00 00 01;75001;\n"
    "Petit;199000002;1000;\n"
    ";01 99 00 00 03;75003;\n"
    "Café;pas de numéro;75004;\n"
    "Bar;01 99 00 00 05;75005;Atlantide\n"
    "Zinc,01 99 00 00 06,75006,FR\n"
)
Look = Callable[..., Import]


@pytest.fixture
def look(receive: Callable[..., imports.Received], world: World, now: datetime) -> Look:
    """Receive a file to be looked at, and look at it."""

    def looked(content: str, **said: object) -> Import:
        received = receive(content, begins_as=ImportState.CHECKING, **said)
        return again(world, received.import_id, now)

    return looked


def again(world: World, import_id: int, now: datetime) -> Import:
    import_checks.run(import_id, now, lambda: now)
    world.rows.expire_all()
    return world.rows.get_one(Import, import_id)


def check(world: World, row: Import) -> Check:
    found = imports_shown.story([world.company.id], row.public_id).check
    assert found is not None
    return found


def groups(world: World, row: Import) -> dict[GroupCode, tuple[int, int]]:
    """The rows of each group, and how many of them stay out."""
    return {each.group: (each.rows, each.rejected) for each in check(world, row).findings}


def begun(world: World, row: Import, now: datetime, **said: MergePolicy) -> Import:
    policy = said.get("policy", MergePolicy.COMPLETE)
    import_checks.begin([world.company.id], row.public_id, policy, None, now)
    imports.run(row.id, now, lambda: now)
    world.rows.expire_all()
    return world.rows.get_one(Import, row.id)


def test_nothing_is_written_before_a_person_says_so(look: Look, world: World) -> None:
    row = look(MIXED)
    assert row.state is ImportState.CHECKED
    assert world.rows.scalar(select(func.count()).select_from(Prospect)) == 0
    found = check(world, row)
    assert (found.rows, found.accepted, found.merged, found.rejected) == (6, 2, 0, 4)


def test_what_is_wrong_is_grouped_by_its_repair_with_examples(look: Look, world: World) -> None:
    row = look(MIXED)
    assert groups(world, row) == {
        GroupCode.NAME_MISSING: (1, 1),
        GroupCode.COUNTRY_UNKNOWN: (1, 1),
        GroupCode.OTHER_SEPARATOR: (1, 1),
        GroupCode.NUMBER_UNREADABLE: (1, 1),
        GroupCode.LEADING_ZERO: (1, 0),
        GroupCode.ZERO_RESTORED: (1, 0),
    }
    [example] = check(world, row).findings[3].examples
    assert (example.line, example.column, example.found) == (5, "Tél", "pas de numéro")


REPAIRS = [
    (GroupCode.NAME_MISSING, Remedy.NAME_BY_NUMBER, "01 99 00 00 03"),
    (GroupCode.COUNTRY_UNKNOWN, Remedy.FILE_COUNTRY, "Bar"),
    (GroupCode.OTHER_SEPARATOR, Remedy.OWN_SEPARATOR, "Zinc"),
]


@pytest.mark.parametrize(("group", "remedy", "name"), REPAIRS, ids=[str(r[0]) for r in REPAIRS])
def test_one_click_brings_the_rows_of_a_group_in(
    look: Look, world: World, now: datetime, group: GroupCode, remedy: Remedy, name: str
) -> None:
    row = look(MIXED)
    import_checks.choose([world.company.id], row.public_id, group, remedy, now)
    row = again(world, row.id, now)
    assert groups(world, row)[group] == (1, 0)
    assert check(world, row).accepted == 3
    done = begun(world, row, now)
    assert counts(done)[:4] == (6, 3, 0, 3)
    assert known(world, name).name == name


def test_rows_that_were_mended_can_be_left_out(look: Look, world: World, now: datetime) -> None:
    row = look(MIXED)
    import_checks.choose(
        [world.company.id], row.public_id, GroupCode.LEADING_ZERO, Remedy.LEAVE_OUT, now
    )
    row = again(world, row.id, now)
    assert groups(world, row)[GroupCode.LEADING_ZERO] == (1, 1)
    import_checks.choose([world.company.id], row.public_id, GroupCode.LEADING_ZERO, "", now)
    assert groups(world, again(world, row.id, now))[GroupCode.LEADING_ZERO] == (1, 0)


def test_a_name_of_a_page_is_cut_when_asked(look: Look, world: World, now: datetime) -> None:
    row = look(HEAD + "A" * 301 + ";01 99 00 00 01;;\n")
    assert check(world, row).rejected == 1
    import_checks.choose(
        [world.company.id], row.public_id, GroupCode.NAME_TOO_LONG, Remedy.CUT_NAME, now
    )
    row = again(world, row.id, now)
    assert counts(begun(world, row, now)) == (1, 1, 0, 0, 1)
    assert known(world, "A" * 300)


def test_a_choice_that_there_is_not_changes_nothing(
    look: Look, world: World, now: datetime
) -> None:
    row = look(MIXED)
    for group, remedy in (("name_missing", "own_separator"), ("nothing", "leave_out")):
        import_checks.choose([world.company.id], row.public_id, group, remedy, now)
    world.rows.expire_all()
    assert row.state is ImportState.CHECKED
    assert "chosen" not in row.options


def test_it_says_who_is_known_already_and_who_objected(
    send: Send, look: Look, world: World, now: datetime
) -> None:
    send(HEAD + "Morel;01 99 00 00 01;75001;\n")
    suppressions.add(
        world.rows, world.company.id, SuppressionScope.NUMBER, "+33199000002", "asked", now
    )
    world.rows.commit()
    found = check(world, look(MIXED))
    assert (found.accepted, found.merged, found.suppressed) == (1, 1, 1)


def test_the_dry_run_and_the_import_agree(
    send: Send, look: Look, world: World, now: datetime
) -> None:
    lines = [f"Café {n % 30};01 99 00 00 {n % 40:02d};75001;\n" for n in range(200)]
    send(HEAD + "".join(lines[:25]))
    row = look(HEAD + "".join(lines))
    found = check(world, row)
    done = begun(world, row, now)
    assert (found.rows, found.accepted, found.merged, found.rejected) == counts(done)[:4]


def test_a_word_said_twice_is_said_once(look: Look, world: World, now: datetime) -> None:
    row = look(MIXED)
    done = begun(world, row, now)
    assert begun(world, row, now, policy=MergePolicy.NEWER).state is ImportState.DONE
    assert done.policy is MergePolicy.COMPLETE


def test_a_file_that_is_dropped_leaves_nothing(look: Look, world: World, now: datetime) -> None:
    row = look(MIXED)
    kept = Path(row.stored_path)
    assert list(imports_shown.would_be_rejected([world.company.id], row.public_id))
    import_checks.drop([world.company.id], row.public_id, None, now)
    assert begun(world, row, now).state is ImportState.DROPPED
    assert list(kept.parent.iterdir()) == []


def test_a_file_that_nobody_confirms_is_gone_a_day_after_it_was_looked_at(
    look: Look, world: World, now: datetime
) -> None:
    row = look(MIXED)
    kept = Path(row.stored_path)
    assert import_checks.clear(now + timedelta(hours=23)) == 0
    assert kept.exists()
    assert import_checks.clear(now + timedelta(hours=25)) == 1
    world.rows.expire_all()
    assert (row.state, row.checked) == (ImportState.DROPPED, None)
    assert row.finished_at == now + timedelta(hours=25)
    assert list(kept.parent.iterdir()) == []
    assert begun(world, row, now).state is ImportState.DROPPED


def test_whoever_chooses_within_the_day_has_another_one(
    look: Look, world: World, now: datetime
) -> None:
    row = look(MIXED)
    later = now + timedelta(hours=20)
    import_checks.choose([world.company.id], row.public_id, "name_missing", "name_by_number", later)
    again(world, row.id, later)
    assert import_checks.clear(now + timedelta(hours=30)) == 0
    assert begun(world, row, now + timedelta(hours=31)).state is ImportState.DONE


def test_a_file_whose_check_died_is_looked_at_again(
    receive: Callable[..., imports.Received], world: World, now: datetime
) -> None:
    received = receive(MIXED, begins_as=ImportState.CHECKING)
    assert import_checks.waiting(now) == [received.import_id]
    row = world.rows.get_one(Import, received.import_id)
    row.beat_at = now
    world.rows.commit()
    assert import_checks.waiting(now + timedelta(seconds=30)) == []
    later = now + timedelta(seconds=90)
    assert import_checks.waiting(later) == [received.import_id]
    assert again(world, received.import_id, later).state is ImportState.CHECKED


def test_a_file_that_is_gone_fails_in_words(
    receive: Callable[..., imports.Received], world: World, now: datetime
) -> None:
    received = receive(MIXED, begins_as=ImportState.CHECKING)
    Path(world.rows.get_one(Import, received.import_id).stored_path).unlink()
    row = again(world, received.import_id, now)
    assert row.state is ImportState.FAILED
    assert row.problems[0]["expected"] == "un fichier lisible"


def test_nobody_answers_for_the_file_of_another(look: Look, world: World, now: datetime) -> None:
    row = look(MIXED)
    others = [world.agency.id]
    for step in (
        lambda: import_checks.choose(others, row.public_id, "name_missing", "", now),
        lambda: import_checks.begin(others, row.public_id, MergePolicy.COMPLETE, None, now),
        lambda: import_checks.drop(others, row.public_id, None, now),
        lambda: imports_shown.story(others, row.public_id),
        lambda: imports_shown.survivals(others, row.public_id),
        lambda: imports_shown.said_of(others, row.public_id),
        lambda: imports_shown.would_be_rejected(others, row.public_id),
    ):
        with pytest.raises(NotFound):
            step()


def test_corrected_rows_are_of_the_same_story_and_bring_no_report(
    look: Look, world: World, now: datetime
) -> None:
    first = begun(world, look(MIXED), now)
    pieces = imports_shown.would_be_rejected([world.company.id], first.public_id)
    text = b"".join(pieces).decode("utf-8-sig").replace("pas de numéro", "01 99 00 00 04")
    second = begun(world, look(text, corrects=first.public_id), now)
    assert (second.rows, second.accepted, second.rejected) == (4, 1, 3)
    assert known(world, "Café").extra == {}
    [part] = imports_shown.story([world.company.id], first.public_id).corrections
    assert (part.public_id, part.rows, part.taken, part.rejected) == (second.public_id, 4, 1, 3)
    back = imports_shown.story([world.company.id], second.public_id).corrects
    assert back is not None
    assert back.public_id == first.public_id
    assert world.rows.scalar(select(func.count()).select_from(Phone)) == 3
