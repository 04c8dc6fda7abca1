"""What a form of the search asks for: read once for the search, the filters, the actions and the export."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from campaigns.prospect_base.prospect_actions import SetAside, read_tag
from campaigns.prospect_base.seeking import Work, sought
from campaigns.prospects import Audience
from campaigns.spelling import fold
from telepro.db.prospect_search import ProspectFilter
from telepro.db.who import Organisation

FIELDS = ("search", "company", "file", "place", "audience", "work", "tag", "aside")
HOME = "FR"
NO_COMPANY = 0
Code = TypeVar("Code", bound=StrEnum)


def wanted(given: Mapping[str, str], companies: Sequence[Organisation]) -> ProspectFilter:
    """The prospects that the form asks for; a company that is not one of these has none."""
    known = {each.public_id: each for each in companies}
    said = given.get("company", "")
    chosen = known.get(said)
    return ProspectFilter(
        companies=(chosen.id if chosen else NO_COMPANY,) if said else (),
        sought=sought(given.get("search", ""), chosen.country if chosen else HOME),
        file=given.get("file", "")[:40],
        place=fold(given.get("place", "")[:60]).replace("_", " "),
        audience=_code(Audience, given.get("audience", "")),
        work=_code(Work, given.get("work", "")),
        tag=read_tag(given.get("tag", "")),
        aside=_code(SetAside, given.get("aside", "")),
    )


def _code(codes: type[Code], text: str) -> Code | None:
    return codes(text) if text in {code.value for code in codes} else None
