"""Every address for every identity, with ids of their own and of others: the table decides."""

import re

import pytest

from tests.security.houses import House, house
from tests.security.matrix import FORMS, PARTS, WHO, rows
from tests.world import EXAMPLE

__all__ = ["house"]

ROWS = rows()
PLAN = EXAMPLE.read_text(encoding="utf-8")
NAMED = re.compile(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>")


def routes_of(house: House) -> set[str]:
    return {
        f"{method} {rule.rule}"
        for rule in house.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def asked(house: House, route: str, name: str, ids: dict[str, str]) -> int:
    """Ask as one of the cast with a good form, take back what it did, and give the status."""
    method, _space, rule = route.partition(" ")
    path = NAMED.sub(lambda found: ids[found.group(1)], rule)
    form = {key: value.format(**ids) for key, value in FORMS.get(route, {}).items()}
    with house.undone():
        answer = house.client(name).open(
            path, method=method, data=form or None, headers=house.token(name)
        )
        answer.close()
    return answer.status_code


def test_every_route_stands_in_the_table_and_the_table_names_no_other(house: House) -> None:
    assert routes_of(house) == set(ROWS)


@pytest.mark.parametrize("route", ROWS)
def test_a_route_answers_each_identity_as_the_table_says(house: House, route: str) -> None:
    own, foreign = ROWS[route]
    found = [asked(house, route, name, {**house.own, **PARTS, "plan": PLAN}) for name in WHO]
    assert dict(zip(WHO, found, strict=True)) == dict(zip(WHO, own, strict=True))
    if foreign is not None:
        ids = {**house.foreign, **PARTS, "plan": PLAN}
        found = [asked(house, route, name, ids) for name in WHO]
        assert dict(zip(WHO, found, strict=True)) == dict(zip(WHO, foreign, strict=True))


def test_every_route_with_an_id_is_asked_with_a_foreign_one(house: House) -> None:
    without = {route for route in ROWS if set(NAMED.findall(route)) & set(house.own)}
    assert without == {route for route, (_own, foreign) in ROWS.items() if foreign is not None}
