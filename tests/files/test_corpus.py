"""Each bad file of the corpus is answered word for word, and no file is ever half taken in."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from campaigns.problems import Problem, Refused
from campaigns.prospects import Basis, Rejection, Statement
from telepro.db.whom import Import, Prospect
from telepro.files.limits import Limits
from telepro.files.prospect_file import Layout, open_file
from telepro.files.reading import Tally, read_rows
from telepro.files.refusals import Reader
from telepro.services import imports
from tests.files import corpus_of_lists, corpus_of_workbooks
from tests.files.corpus import Read, Refusal, Said
from tests.world import World

LIMITS = Limits(size=20_000_000, rows=1_000)
STATED = Statement("FR", None, Basis.CONSENT, "s", "fr")
BOTH = (corpus_of_lists, corpus_of_workbooks)
EVERY = [(each.FILE, *case) for each in BOTH for case in each.CASES]
SAID = [case for case in EVERY if not isinstance(case[3], Read) or case[3].said or case[3].merged]
IDS = [f"{name}: {case}" for name, case, _content, _said in EVERY]


def said(problem: Problem) -> Said:
    return Said(problem.place, problem.found, problem.expected, problem.fix)


def answer(path: Path) -> Read | Refusal:
    """What comes of a file: why it is refused, or what is said of its rows."""
    tally, told = Tally(), list[Said]()
    try:
        file = open_file(path, Layout(), LIMITS, Reader(path.name, "en"))
        for row in (row for batch in read_rows(file, STATED) for row in batch):
            tally.take(row)
            outcome = row.outcome
            about = outcome.problems if isinstance(outcome, Rejection) else outcome.repairs
            told += (said(each.problem(row.line, "en")) for each in about)
            tally.accepted += not isinstance(outcome, Rejection)
    except Refused as refusal:
        return tuple(map(said, refusal.problems))
    return Read(tally.accepted, 0, tally.rejected, *told)


@pytest.mark.parametrize(("name", "case", "content", "expected"), EVERY, ids=IDS)
def test_it_is_answered_word_for_word(
    tmp_path: Path, name: str, case: str, content: bytes, expected: Read | Refusal
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    if isinstance(expected, Read):
        # Whether a row is one that is known is decided with the others, in the test below.
        counted = expected.accepted + expected.merged, 0, expected.rejected
        expected = Read(*counted, *expected.said)
    assert answer(path) == expected


def test_no_file_is_ever_half_taken_in(world: World, tmp_path: Path) -> None:
    """Each of which something is said goes to a company of its own: refused it leaves nothing, read its
    rows add up."""
    for number, (name, case, content, expected) in enumerate(SAID):
        company = world._organisation(world.company.kind, f"Entreprise {number}")
        world.rows.commit()
        path = tmp_path / name
        path.write_bytes(content)
        sent = imports.Sent(company.id, path, name, STATED, Layout(), LIMITS, "en")
        store = tmp_path / f"store-{number}"
        try:
            received = imports.receive(sent, store, world.now)
        except Refused:
            assert not isinstance(expected, Read), case
            assert not list(store.glob("*")), case
            continue
        imports.run(received.import_id, world.now, lambda: world.now)
        world.rows.expire_all()
        row = world.rows.get_one(Import, received.import_id)
        kept = world.rows.scalar(select(func.count()).where(Prospect.organisation_id == company.id))
        assert isinstance(expected, Read), case
        counts = (row.accepted, row.merged, row.rejected)
        assert counts == (expected.accepted, expected.merged, expected.rejected), case
        assert (row.rows, kept) == (sum(counts), expected.accepted), case
    assert world.rows.scalar(select(func.count()).select_from(Import)) == sum(
        isinstance(expected, Read) for *_case, expected in SAID
    )
