"""The query that finds, for a batch of rows, every prospect that one of them might be."""

import json
from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from campaigns.duplicates import COMPARED, Known, Register
from campaigns.prospects import Prospect as Row

# For each phone and postal code of a batch the oldest few; whoever has the row's SIRET; and, where
# the few are not all, whoever has its very name. `offset 0` keeps each step in this order: a new
# table has no statistics, and a planner that begins with the prospects reads all of them per row.
_KNOWN = text(
    """
    with wanted as materialized (
        select * from jsonb_to_recordset(cast(:wanted as jsonb))
            as w(e164 text, postal_code text, siret text, name_key text)
    ),
    oldest as materialized (
        select n.* from (select distinct e164, postal_code from wanted) w join lateral (
            select p.*, w.e164
            from (
                select h.prospect_id from phones h
                where h.e164 = w.e164 order by h.prospect_id offset 0
            ) h
            join lateral (
                select id, name_key, siret, postal_code, line, import_id from prospects
                where id = h.prospect_id and organisation_id = :organisation
                    and postal_code is not distinct from w.postal_code
                offset 0
            ) p on true
            limit :compared
        ) n on true
    ),
    registered as (
        select p.*, w.e164
        from wanted w
        join lateral (
            select id, name_key, siret, postal_code, line, import_id from prospects
            where organisation_id = :organisation and siret = w.siret offset 0
        ) p on true
        where w.siret is not null
            and exists (select from phones h where h.prospect_id = p.id and h.e164 = w.e164)
    ),
    crowded as (
        select e164, postal_code from oldest group by 1, 2 having count(*) >= :compared
    ),
    namesakes as (
        select p.*, w.e164
        from wanted w
        join crowded c on c.e164 = w.e164 and c.postal_code is not distinct from w.postal_code
        join lateral (
            select id, name_key, siret, postal_code, line, import_id from prospects p
            where organisation_id = :organisation and name_key = w.name_key
                and postal_code is not distinct from w.postal_code
                and (siret is null or w.siret is null)
                and exists (select from phones h where h.prospect_id = p.id and h.e164 = w.e164)
            order by id limit 1
        ) p on true
    )
    select id, name_key, siret, postal_code,
        case when import_id = :import_id then line end, array_agg(distinct e164)
    from (select * from oldest union select * from registered union select * from namesakes) known
    group by id, name_key, siret, postal_code, line, import_id
    order by id
    """
)
_FRESH_PLAN = text("set local plan_cache_mode = force_custom_plan")
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


def register_for(
    session: Session, organisation_id: int, import_id: int, rows: Sequence[Row]
) -> Register:
    """Everybody whom one of these rows might be, under the row's phones, and which phones are taken."""
    wanted = [
        {
            "e164": phone.e164,
            "postal_code": row.postal_code,
            "siret": row.siret,
            "name_key": row.name_key,
        }
        for row in rows
        for phone in row.phones
    ]
    session.execute(_FRESH_PLAN)
    found = session.execute(
        _KNOWN,
        {
            "wanted": json.dumps(wanted),
            "organisation": organisation_id,
            "import_id": import_id,
            "compared": COMPARED,
        },
    )
    register = Register()
    for known_id, name_key, siret, postal_code, line, phones in found:
        register.add(Known(known_id, name_key, siret, postal_code, line), phones)
    phones = sorted({entry["e164"] for entry in wanted})
    taken = session.scalars(_TAKEN, {"phones": phones, "organisation": organisation_id})
    register.mark(str(phone) for phone in taken)
    return register
