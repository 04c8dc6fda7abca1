"""The query that finds, for a batch of rows, every prospect that one of them might be."""

import json
from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from campaigns.duplicates import COMPARED, Known, Register
from campaigns.prospects import Prospect as Row

# For each phone and postal code of a batch the oldest few; whoever has the row's SIRET; and, where
# the few are not all, whoever has its very name.
_KNOWN = text(
    """
    with wanted as (
        select * from jsonb_to_recordset(cast(:wanted as jsonb))
            as w(e164 text, postal_code text, siret text, name_key text)
    ),
    places as (select distinct e164, postal_code from wanted),
    oldest as (
        select n.* from places join lateral (
            select p.id, h.e164, p.name_key, p.siret, p.postal_code, p.line, p.import_id
            from phones h join prospects p on p.id = h.prospect_id
            where h.e164 = places.e164 and p.organisation_id = :organisation
                and p.postal_code is not distinct from places.postal_code
            order by h.prospect_id limit :compared
        ) n on true
    ),
    crowded as (
        select e164, postal_code from oldest group by 1, 2 having count(*) >= :compared
    ),
    registered as (
        select p.id, h.e164, p.name_key, p.siret, p.postal_code, p.line, p.import_id
        from wanted w
            join prospects p on p.organisation_id = :organisation and p.siret = w.siret
            join phones h on h.prospect_id = p.id and h.e164 = w.e164
    ),
    namesakes as (
        select n.* from crowded c
            join wanted w on w.e164 = c.e164 and w.postal_code is not distinct from c.postal_code
            join lateral (
                select p.id, h.e164, p.name_key, p.siret, p.postal_code, p.line, p.import_id
                from prospects p join phones h on h.prospect_id = p.id and h.e164 = w.e164
                where p.organisation_id = :organisation and p.name_key = w.name_key
                    and p.postal_code is not distinct from w.postal_code
                    and (p.siret is null or w.siret is null)
                order by p.id limit 1
            ) n on true
    )
    select id, name_key, siret, postal_code,
        case when import_id = :import_id then line end, array_agg(distinct e164)
    from (select * from oldest union select * from registered union select * from namesakes) known
    group by id, name_key, siret, postal_code, line, import_id
    order by id
    """
)
_TAKEN = text(
    """
    select w.e164 from unnest(cast(:phones as text[])) as w(e164)
    where exists (
        select from phones h join prospects p on p.id = h.prospect_id
        where h.e164 = w.e164 and p.organisation_id = :organisation
    )
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
