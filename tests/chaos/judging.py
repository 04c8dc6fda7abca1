"""From the evidence of a run to plain facts: what was looked up once, and what must not be found."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, LiteralString

from sqlalchemy import select

from telepro.db import audit, db, suppressions
from telepro.db.what_for import Campaign
from telepro.db.whom import Phone, Prospect, Suppression
from telepro.simulation.rebuilt import differences
from tests.chaos.facts import Facts, attempts_of
from tests.chaos.run import Evidence
from tests.chaos.scene import FICTION

NUMBER = re.compile(rb"\+?(?:" + b"|".join(re.escape(p[1:].encode()) for p in FICTION) + rb")\d{4}")
NAMES = (b"Canari",)
# The carrier's own files are not ours; it must know the numbers.
THE_CARRIERS = ("local-twilio.log", "ledger.jsonl", "said.log")
OUR_NUMBERS = (b"+33199009990", b"+33199009991")


def facts_of(found: Evidence) -> Facts:
    """Everything that the invariants are judged by."""

    def ask(question: LiteralString, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        return found.house.ask(question, **values)

    stage, strangers = found.stage, found.strangers
    return Facts(
        ask=ask,
        began=found.began,
        ended=found.ended,
        leads=found.scene.leads,
        account=found.account,
        acts=found.crowd.acts.all(),
        attempts=attempts_of(ask),
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
        leaks=tuple(_leaks(found)),
        let_in=tuple(found.intruder.let_in),
        miscounted=tuple(_miscounted(found)),
        audit_problems=tuple(_journal(found)),
        suppressed_numbers=frozenset(_listed(found)),
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
        yield from (problem.sentence() for problem in audit.verify(db.session()))


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
