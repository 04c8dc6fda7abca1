"""What a teleprospector set for themselves: read for their page, changed by them alone."""

from collections.abc import Callable

from campaigns.teleprospector.own_ways import OwnWays, read_ways
from telepro.db import transaction
from telepro.db.who import Person


def of(person_id: int) -> OwnWays:
    """What a person set; the usual where they set nothing."""
    with transaction() as session:
        return read_ways(session.get_one(Person, person_id).preferences)


def change(person_id: int, to: Callable[[OwnWays], OwnWays]) -> OwnWays:
    """Keep what `to` makes of what a person set, beside whatever else is kept of them."""
    with transaction() as session:
        person = session.get_one(Person, person_id, with_for_update=True)
        ways = to(read_ways(person.preferences))
        person.preferences = {**person.preferences, **ways.as_kept}
        return ways
