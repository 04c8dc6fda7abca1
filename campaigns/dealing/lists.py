"""How the next places of a deal are divided between lists, so that each has its share of the day's dials."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

WHOLE = 100
_ANY: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class SharedList:
    """A list with its share in percent, and its dials of the day, those on call lists included."""

    list_id: int
    share: int
    dials: int


def allot(
    lists: Sequence[SharedList], places: int, holds: Mapping[int, int] = _ANY
) -> dict[int, int]:
    """Give each place to the list that is furthest behind its share of the day; lists by id.

    So the day keeps the shares as nearly as whole dials can, whatever each deal was like. A list that
    holds no more than stated gets no more, and its part goes to the others by their shares. A list
    with a share of nothing gets nothing.
    """
    given = {each.list_id: each.dials for each in lists}
    places_of = dict.fromkeys(given, 0)
    for _ in range(places):
        open_lists = [each for each in lists if _has_more(each, places_of, holds)]
        if not open_lists:
            break
        next_one = _furthest_behind(open_lists, given)
        given[next_one] += 1
        places_of[next_one] += 1
    return places_of


def _has_more(each: SharedList, places_of: Mapping[int, int], holds: Mapping[int, int]) -> bool:
    most = holds.get(each.list_id)
    return each.share > 0 and (most is None or places_of[each.list_id] < most)


def _furthest_behind(lists: Sequence[SharedList], given: Mapping[int, int]) -> int:
    """By how far its share of all dials with the next one passes its own; the older list of two."""
    whole = sum(each.share for each in lists)
    dials = sum(given[each.list_id] for each in lists) + 1

    def behind(each: SharedList) -> tuple[int, int]:
        return each.share * dials - given[each.list_id] * whole, -each.list_id

    return max(lists, key=behind).list_id
