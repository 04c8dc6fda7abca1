"""From the evidence of a run to plain facts: what was looked up once, and what must not be found."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any, LiteralString

from sqlalchemy import select

from telepro.db import audit, db, suppressions
from telepro.db.what_for import Campaign
from telepro.db.whom import Phone, Prospect, Suppression
from telepro.simulation.rebuilt import differences
from tests.chaos.facts import AttemptRow, Facts, attempts_of
from tests.chaos.oracles_rows import Ask
from tests.chaos.run import Evidence
from tests.chaos.scene import FICTION

NUMBER = re.compile(rb"\+?(?:" + b"|".join(re.escape(p[1:].encode()) for p in FICTION) + rb")\d{4}")
NAMES = (b"Canari",)
# The carrier's own files are not ours; it must know the numbers.
THE_CARRIERS = ("local-twilio.log", "ledger.jsonl", "said.log")
OUR_NUMBERS = (b"+33199009990", b"+33199009991")


def facts_of(found: Evidence) -> Facts:
    """Everything that the invariants are judged by."""
    return replace(
        facts_so_far(found),
        leaks=tuple(_leaks(found)),
        left_of_erased=tuple(found.forgotten.left),
        erased_again=(*found.forgotten.returned, *_rung_again(found)),
        lost_recordings=tuple(_recordings(found)),
        miscounted=tuple(_miscounted(found)),
        audit_problems=tuple(_journal(found)),
    )


def facts_so_far(found: Evidence) -> Facts:
    """What is quickly known, also while things still happen: all but what whole searches find."""

    def ask(question: LiteralString, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        return found.house.ask(question, **values)

    stage, strangers = found.stage, found.strangers
    attempts, asked = dict(_attempts(found, ask)), found.forgotten.asked
    of_erased = (
        name for i, row in attempts.items() if row.prospect in asked for name in (i, row.sid or i)
    )
    return Facts(
        ask=ask,
        began=found.began,
        ended=found.ended,
        leads=found.scene.leads,
        account=found.account,
        acts=found.crowd.acts.all(),
        attempts=attempts,
        most_attempts=50 if stage.size.hot else 6,
        rest_seconds=found.rest_seconds,
        quarantined=frozenset(found.quarantined),
        fallen=tuple(found.crowd.looks.fallen),
        held_twice=frozenset(found.crowd.looks.held_twice),
        forged_statuses=[each.status for each in strangers.forged],
        forged_marks=[each.mark for each in strangers.forged],
        replayed_statuses=tuple(strangers.replayed),
        poison_taken=sum(200 <= status < 300 for status in strangers.poisoned),
        poison_unsure=sum(status == 0 or status >= 500 for status in strangers.poisoned),
        windows=stage.windows,
        recoveries=stage.recoveries,
        refused=found.refused,
        people_lost=tuple(stage.people_lost),
        let_in=tuple(found.intruder.let_in),
        erased_calls=frozenset(of_erased),
        suppressed_numbers=frozenset(_listed(found)),
    )


def _attempts(found: Evidence, ask: Ask) -> Iterator[tuple[str, AttemptRow]]:
    """Every attempt; those of people who were erased with what was known of them before."""
    for name, found_row in attempts_of(ask).items():
        row = found_row
        person = found.forgotten.asked.get(row.prospect)
        if person:
            row = replace(row, number=person.number, postal_code=person.postal_code)
        yield name, row


def _rung_again(found: Evidence) -> Iterator[str]:
    """Whoever was erased and rung after that, by the carrier's account."""
    erased = {each.number: each.at for each in found.forgotten.erased}
    for call in found.account.calls:
        if call.to in erased and call.created > erased[call.to]:
            yield f"{call.sid} rang somebody who was erased before"


def _recordings(found: Evidence) -> Iterator[str]:
    """Files that are no recording's, and recordings whose file is lost or changed."""
    root = found.house.settings.recordings
    rows = found.house.ask(STORED)
    files = {str(file.relative_to(root)): file for file in root.rglob("*") if file.is_file()}
    for place, digest in rows:
        if place not in files:
            yield f"{place} is lost"
        elif sha256(files[place].read_bytes()).hexdigest() != digest:
            yield f"{place} is not what was stored"
    yield from (f"{place} is nobody's" for place in files.keys() - {place for place, _ in rows})


STORED: LiteralString = (
    "select place, sha256 from recordings where place is not null and purged_at is null"
)


def _leaks(found: Evidence) -> Iterator[str]:
    layout = found.house.layout
    for folder in (layout.log, layout.valkey):
        for file in sorted(folder.rglob("*")):
            if not file.is_file() or file.name in THE_CARRIERS:
                continue
            content = file.read_bytes()
            seen = {*NUMBER.findall(content), *(n for n in NAMES if n in content)}
            yield from (f"{file.name}: {each.decode()[:7]}…" for each in seen - set(OUR_NUMBERS))


def _journal(found: Evidence) -> Iterator[str]:
    with found.house.app.app_context():
        broken = audit.first_broken(db.session())
        yield from () if broken is None else (f"audit row {broken}",)


def _miscounted(found: Evidence) -> Iterator[str]:
    """What a fold of all outcomes and calls would change of leads and counters."""
    with found.house.app.app_context():
        for campaign_id in db.session().scalars(select(Campaign.id).order_by(Campaign.id)).all():
            yield from differences(campaign_id)


def _listed(found: Evidence) -> Iterator[str]:
    """Company and number of whoever a list had forbidden from the start."""
    with found.house.app.app_context():
        session = db.session()
        prints = dict(
            session.execute(
                select(Suppression.fingerprint, Suppression.organisation_id).where(
                    Suppression.outcome_id.is_(None)
                )
            ).all()
        )
        rows = session.execute(
            select(Phone.e164, Prospect.organisation_id).join(
                Prospect, Prospect.id == Phone.prospect_id
            )
        )
        for number, company in rows:
            if prints.get(suppressions.fingerprint(number)) == company:
                yield f"{company} {number}"
