"""The queries that find, for a batch of rows, every prospect that one of them might be."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from campaigns.prospects import Prospect as Row
from campaigns.same_prospect.duplicates import COMPARED, Known, Register

# `offset 0` keeps the steps in this order, each along its index: a new table has no statistics,
# and a planner that begins with the prospects, or joins by nested loops, reads all of them per row.
_FRESH_PLAN = text("set local plan_cache_mode = force_custom_plan")

# Under each phone, the oldest few of each postal code that a row of the batch has.
_OLDEST = text(
    """
    select id, name_key, siret, postal_code,
        case when import_id = :import_id then line end as line, e164
    from (
        select p.*, w.e164,
            row_number() over (partition by w.e164, p.postal_code order by p.id) as age
        from unnest(cast(:phones as text[])) as w(e164)
        join lateral (
            select h.prospect_id from phones h
            where h.e164 = w.e164 order by h.prospect_id offset 0
        ) h on true
        join lateral (
            select id, name_key, siret, postal_code, line, import_id from prospects
            where id = h.prospect_id and organisation_id = :organisation offset 0
        ) p on true
        where w.e164 || coalesce(p.postal_code, '') = any(cast(:places as text[]))
    ) standing
    where age <= :compared
    """
)
_OF_SIRET = text(
    """
    select p.id, p.name_key, p.siret, p.postal_code,
        case when p.import_id = :import_id then p.line end as line, w.e164
    from jsonb_to_recordset(cast(:wanted as jsonb)) as w(e164 text, siret text)
    join lateral (
        select * from prospects where organisation_id = :organisation and siret = w.siret offset 0
    ) p on true
    join lateral (
        select from phones where prospect_id = p.id and e164 = w.e164 offset 0
    ) h on true
    """
)
_OF_NAME = text(
    """
    select p.id, p.name_key, p.siret, p.postal_code,
        case when p.import_id = :import_id then p.line end as line, w.e164
    from jsonb_to_recordset(cast(:wanted as jsonb))
        as w(e164 text, siret text, postal_code text, name_key text)
    join lateral (
        select p.* from prospects p
        join lateral (
            select from phones where prospect_id = p.id and e164 = w.e164 offset 0
        ) h on true
        where organisation_id = :organisation and name_key = w.name_key
            and postal_code is not distinct from w.postal_code
            and (siret is null or w.siret is null)
        order by p.id limit 1
    ) p on true
    """
)
_TAKEN = text(
    """
    select w.e164 from unnest(cast(:phones as text[])) as w(e164)
    join lateral (
        select from phones h
        join lateral (
            select from prospects
            where id = h.prospect_id and organisation_id = :organisation offset 0
        ) p on true
        where h.e164 = w.e164 limit 1
    ) taken on true
    """
)

_Found = dict[int, tuple[Known, list[str]]]


def register_for(
    session: Session, organisation_id: int, import_id: int, rows: Sequence[Row]
) -> Register:
    """Everybody whom one of these rows might be, under the row's phones, and which phones are taken.

    The oldest COMPARED of each phone and postal code; whoever has the row's SIRET; and, where
    these were not all, whoever has its very name. `line` is that of the same import only.
    """
    about = {"organisation": organisation_id, "import_id": import_id}
    session.execute(_FRESH_PLAN)
    wanted = [(phone.e164, row) for row in rows for phone in row.phones]
    phones = sorted({e164 for e164, _row in wanted})
    places = sorted({e164 + (row.postal_code or "") for e164, row in wanted})
    found: _Found = {}
    asked = {**about, "phones": phones, "places": places, "compared": COMPARED}
    crowd = Counter(_collect(found, session.execute(_OLDEST, asked)))
    registered = [each for each in wanted if each[1].siret]
    _look(session, _OF_SIRET, registered, about, found)
    crowded = [each for each in wanted if crowd[each[0], each[1].postal_code] >= COMPARED]
    _look(session, _OF_NAME, crowded, about, found)
    register = Register()
    for _id, (known, numbers) in sorted(found.items()):
        register.add(known, numbers)
    taken = session.scalars(_TAKEN, {"phones": phones, "organisation": organisation_id})
    register.mark(str(phone) for phone in taken)
    return register


def _look(
    session: Session,
    query: TextClause,
    wanted: Sequence[tuple[str, Row]],
    about: dict[str, int],
    found: _Found,
) -> None:
    if not wanted:
        return
    document = [
        {
            "e164": e164,
            "siret": row.siret,
            "postal_code": row.postal_code,
            "name_key": row.name_key,
        }
        for e164, row in wanted
    ]
    _collect(found, session.execute(query, {**about, "wanted": json.dumps(document)}))


def _collect(found: _Found, answer: Iterable[Any]) -> list[tuple[str, str | None]]:
    """Keep what a query gave; gives the phone and postal code of each row."""
    places = []
    for known_id, name_key, siret, postal_code, line, e164 in answer:
        known = Known(known_id, name_key, siret, postal_code, line)
        found.setdefault(known_id, (known, []))[1].append(e164)
        places.append((e164, postal_code))
    return places
