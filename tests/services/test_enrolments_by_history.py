"""Rules of a plan on what is known of a prospect besides its file: its role, its freshness, past results."""

import pytest
from sqlalchemy.orm import Session

from campaigns.dispositions import Disposition, Recorded
from telepro.db import known_besides
from telepro.db.whom import Contact, Prospect
from telepro.services import outcomes
from tests.services.calls import answered, calling
from tests.world import World

__all__ = ["calling"]


@pytest.fixture
def called(calling: World) -> World:
    """A prospect whom Alice has called once, and one whom nobody has."""
    attempt = answered(calling)
    said = Recorded(Disposition.GATEKEEPER, calling.now)
    outcomes.record(calling.alice.id, attempt.public_id, "first", said, calling.now)
    calling.lead("+33199001002", "Mairie")
    return calling


def ids(rows: Session) -> list[int]:
    return [row.id for row in rows.query(Prospect).order_by(Prospect.id)]


def test_the_last_result_is_that_of_any_campaign(called: World) -> None:
    first, second = ids(called.rows)
    told = known_besides.fields(called.rows, [first, second], {"last_result"})
    assert told[first]["last_result"] == "gatekeeper"
    assert told[first]["last_called_on"] == f"{called.now:%Y-%m-%d}"
    assert told[second] == {}


def test_the_role_is_that_of_the_person_who_decides(called: World) -> None:
    (first, _) = ids(called.rows)
    for name, role, decides in (("A", "Assistant", False), ("B", "Directrice", True)):
        called.rows.add(
            Contact(
                prospect_id=first,
                name=name,
                role=role,
                decision_maker=decides,
                created_at=called.now,
            )
        )
    called.rows.flush()
    assert known_besides.fields(called.rows, [first], {"role"})[first] == {"role": "Directrice"}


def test_what_no_rule_asks_for_is_not_looked_up(called: World) -> None:
    (first, second) = ids(called.rows)
    assert known_besides.fields(called.rows, [first, second], set()) == {first: {}, second: {}}
    assert set(known_besides.fields(called.rows, [first], {"updated_on"})[first]) == {"updated_on"}
