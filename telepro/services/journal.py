"""The journal of who did what: read a page at a time, and verified as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from campaigns.problems import Problem
from telepro.db import audit, transaction
from telepro.db.audit import AuditLine, Sought
from telepro.db.journal_names import names_in

PAGE = 50


@dataclass(frozen=True, slots=True)
class JournalPage:
    """Rows of the journal, newest first; `more` is where the next page begins, `names` by id what the
    rows speak of."""

    lines: Sequence[AuditLine]
    more: int | None
    names: Mapping[str, str]


def page(sought: Sought) -> JournalPage:
    """A page of the whole platform's journal."""
    with transaction() as session:
        found = audit.lines(session, sought, PAGE + 1)
        more = found[PAGE - 1].id if len(found) > PAGE else None
        return JournalPage(found[:PAGE], more, names_in(session, found[:PAGE]))


def verify() -> tuple[Problem, ...]:
    """Every row checked against the one before it; empty when the chain is whole."""
    with transaction() as session:
        broken = audit.first_broken(session)
    if broken is None:
        return ()
    return (
        Problem(
            _("row %(number)d of the journal", number=broken),
            _("a row that does not follow from the one before"),
            _("an unbroken chain of hashes"),
            _("Somebody changed or removed a row: compare with a backup."),
        ),
    )
