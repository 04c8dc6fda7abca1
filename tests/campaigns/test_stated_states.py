"""A state or province that a file states: read by code or name, and kept."""

import pytest

from campaigns.numbers.zones import zone_for
from campaigns.prospect_file.columns import propose
from campaigns.prospect_file.headings import Field
from campaigns.prospect_file.state_names import names_a_state, state_code
from campaigns.prospects import Audience, Basis, ReadProspect, Statement, read_row

STATED = Statement("US", Audience.B2B, Basis.LEGITIMATE_INTEREST, "a directory", "en")
HEAD = ("Company", "Phone", "State", "Zip")


@pytest.mark.parametrize(
    ("country", "text", "code"),
    [
        ("US", "FL", "FL"),
        ("US", " us-fl ", "FL"),
        ("US", "florida", "FL"),
        ("US", "New  Hampshire", "NH"),
        ("US", "Washington", "WA"),
        ("US", "Washington, DC", "DC"),
        ("US", "Ontario", None),
        ("US", "open", None),
        ("CA", "Québec", "QC"),
        ("CA", "Quebec", "QC"),
        ("CA", "Colombie-Britannique", "BC"),
        ("CA", "FL", None),
        ("FR", "FL", None),
    ],
)
def test_a_state_is_read_by_its_code_or_its_name(country: str, text: str, code: str | None) -> None:
    assert state_code(country, text) == code


def read(*cells: str) -> ReadProspect:
    found = read_row(cells, propose(HEAD, [cells]), STATED)
    assert isinstance(found, ReadProspect)
    return found


def test_a_row_keeps_its_state_as_a_code_and_the_cell_as_it_was_written() -> None:
    found = read("Orange Grove", "+1 305 555 0123", "Florida", "33101").prospect
    assert found.region == "FL"
    assert found.extra["State"] == "Florida"


def test_a_column_of_other_states_than_those_is_an_ordinary_one() -> None:
    cells = ("Orange Grove", "+1 305 555 0123", "open", "33101")
    assert Field.REGION not in propose(HEAD, [cells]).places
    found = read(*cells).prospect
    assert (found.region, found.extra) == (None, {"State": "open"})
    assert not names_a_state("open")


def test_every_zone_of_the_stated_state_counts_unless_the_number_says_which() -> None:
    both = ("America/New_York", "America/Chicago")
    assert zone_for(None, "US", None, ("America/Los_Angeles",), "FL").names == both
    assert zone_for(None, "US", None, ("America/Chicago",), "FL").names == ("America/Chicago",)


def test_why_a_business_may_want_the_offer_is_kept_with_each_prospect() -> None:
    stated = Statement(
        "DE", Audience.B2B, Basis.LEGITIMATE_INTEREST, "a fair", "en", interest="They buy kilns."
    )
    cells = ("Ofen Maier", "+49 30 23125 123", "", "")
    found = read_row(cells, propose(HEAD, [cells]), stated)
    assert isinstance(found, ReadProspect)
    assert found.prospect.interest == "They buy kilns."
