"""The journal of who did what: read a page at a time, and verified as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from campaigns.problems import Problem
from telepro.db import audit, transaction
from telepro.db.audit import AuditLine

PAGE = 50


@dataclass(frozen=True, slots=True)
class JournalPage:
    """Rows of the journal, newest first; `more` is where the next page begins."""

    lines: Sequence[AuditLine]
    more: int | None


def page(before: int | None) -> JournalPage:
    """A page of the whole platform's journal."""
    with transaction() as session:
        found = audit.lines(session, None, before, PAGE + 1)
        return JournalPage(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)


def verify() -> tuple[Problem, ...]:
    """Every row checked against the one before it; empty when the chain is whole."""
    with transaction() as session:
        return audit.verify(session)
