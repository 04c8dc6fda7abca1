"""How many leads a plan would find in a prospect file: its rows read as an import does, its segments, its zones."""

from collections import Counter
from collections.abc import Mapping
from itertools import count

from campaigns.forecast import Leads
from campaigns.numbers.zones import zone_for
from campaigns.plan import Plan
from campaigns.prospect_base.enrolment import OWN_FIELDS, Candidate, LeftOut, enrol
from campaigns.prospects import Audience, Prospect, ReadProspect, Statement
from campaigns.same_prospect.duplicates import New, sort_out
from telepro.files.prospect_file import ProspectFile
from telepro.files.reading import RowRead, read_rows
from telepro.files.shelf import Shelf, shelf

Kind = tuple[tuple[str, ...], Audience]


def callable_leads(file: ProspectFile, stated: Statement, plan: Plan) -> tuple[Leads, ...]:
    """The leads that the plan would make of a file, by zones and audience; duplicates count once.

    Prospects whose zone nobody knows are never called, and left out.
    """
    found: Counter[Kind] = Counter()
    numbers = count(1)
    with shelf() as known:
        for batch in read_rows(file, stated):
            found.update(_kinds(batch, known, numbers, plan))
    return tuple(
        Leads(leads, zones=zones, audience=audience)
        for (zones, audience), leads in sorted(found.items())
        if zones
    )


def _kinds(batch: list[RowRead], known: Shelf, numbers: "count[int]", plan: Plan) -> list[Kind]:
    rows = [
        (row.line, row.outcome.prospect) for row in batch if isinstance(row.outcome, ReadProspect)
    ]
    decisions = sort_out(rows, known.register_for([each for _line, each in rows]), numbers)
    known.keep(decisions)
    new = [each.prospect for each in decisions if isinstance(each, New)]
    return [_kind(prospect) for prospect in new if _is_wanted(prospect, plan)]


def _is_wanted(prospect: Prospect, plan: Plan) -> bool:
    candidate = Candidate(_fields(prospect), prospect.country, prospect.quality, 0)
    return not isinstance(enrol(candidate, plan, ""), LeftOut)


def _fields(prospect: Prospect) -> Mapping[str, str]:
    own = ((name, getattr(prospect, name)) for name in OWN_FIELDS)
    return {**prospect.extra, **{name: "" if value is None else str(value) for name, value in own}}


def _kind(prospect: Prospect) -> Kind:
    phone = prospect.phones[0]
    place = prospect.country, prospect.postal_code, phone.zones, prospect.region
    zones = zone_for(None, *place).names
    return zones, prospect.audience
