"""Who must not be called: fingerprints that outlive the data they were made from."""

import hmac
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.dispositions import SuppressionScope
from telepro.db.columns import among
from telepro.db.set_aside import ProspectAction
from telepro.db.whom import Suppression
from telepro.settings import Settings

ERASURE = "erasure"
"""The reason under which the fingerprints of whoever asked to be forgotten are kept."""


EXCLUDED = "excluded"
"""The reason of an exclusion that a manager decided."""
_ONE_STANDS: Mapping[str, Any] = {
    "index_elements": [Suppression.organisation_id, Suppression.scope, Suppression.fingerprint],
    "index_where": Suppression.lifted_at.is_(None),
}


def fingerprint(value: str) -> str:
    """A keyed fingerprint of a number or an id: enough to recognise it, nothing to read from it.

    The objection must be kept for three years at least, ideally as a fingerprint only (CNIL,
    référentiel gestion commerciale, 2022).
    """
    return next(iter(_fingerprints([value])))


def _fingerprints(values: Iterable[str]) -> dict[str, str]:
    """Each value by its fingerprint."""
    settings: Settings = current_app.extensions["telepro.settings"]
    keyed = hmac.new(settings.fingerprint_key.encode(), digestmod="sha256")
    prints = {}
    for value in values:
        print_of_value = keyed.copy()
        print_of_value.update(value.encode())
        prints[print_of_value.hexdigest()] = value
    return prints


def add(
    session: Session,
    organisation_id: int,
    scope: SuppressionScope,
    value: str,
    reason: str,
    now: datetime,
    *,
    prospect_id: int | None = None,
    outcome_id: int | None = None,
    by_id: int | None = None,
) -> bool:
    """Suppress a number (E.164) or the public id of a prospect or contact; False when it stood."""
    row = insert(Suppression).values(
        organisation_id=organisation_id,
        scope=scope,
        fingerprint=fingerprint(value),
        prospect_id=prospect_id,
        outcome_id=outcome_id,
        reason=reason,
        created_by_id=by_id,
        created_at=now,
    )
    # Where a manager had excluded the prospect, the person's own word takes that place.
    own = {"action_id": None, "reason": reason, "outcome_id": outcome_id, "created_by_id": by_id}
    added = row.on_conflict_do_update(
        **_ONE_STANDS, set_={**own, "created_at": now}, where=Suppression.action_id.is_not(None)
    )
    return session.execute(added.returning(Suppression.id)).first() is not None


def forget(
    session: Session,
    organisation_id: int,
    scope: SuppressionScope,
    value: str,
    now: datetime,
    *,
    prospect_id: int,
    by_id: int,
) -> None:
    """Suppress somebody who asked to be forgotten; an objection that stood is that from now on."""
    row = insert(Suppression).values(
        organisation_id=organisation_id,
        scope=scope,
        fingerprint=fingerprint(value),
        prospect_id=prospect_id,
        reason=ERASURE,
        created_by_id=by_id,
        created_at=now,
    )
    own = {"reason": ERASURE, "action_id": None}
    session.execute(row.on_conflict_do_update(**_ONE_STANDS, set_=own))


def exclude(
    session: Session,
    action: ProspectAction,
    prospects: Mapping[int, str],
    now: datetime,
) -> None:
    """Suppress prospects, by row id and public id, because a manager said so; what stands stays."""
    prints = {public_id: shown for shown, public_id in _fingerprints(prospects.values()).items()}
    rows = [
        {
            "organisation_id": action.organisation_id,
            "scope": SuppressionScope.PROSPECT,
            "fingerprint": prints[public_id],
            "prospect_id": prospect_id,
            "reason": EXCLUDED,
            "created_by_id": action.person_id,
            "created_at": now,
            "action_id": action.id,
        }
        for prospect_id, public_id in prospects.items()
    ]
    session.execute(insert(Suppression).values(rows).on_conflict_do_nothing())


def standing(
    session: Session, organisation_id: int, values: Iterable[str]
) -> dict[str, SuppressionScope]:
    """Which of these numbers and public ids must not be called by this company, and how far."""
    prints = _fingerprints(values)
    asked = {"organisation": organisation_id, "prints": list(prints)}
    return {prints[found]: scope for found, scope in session.execute(_STANDING, asked)}


def erased(session: Session, organisation_id: int, numbers: Iterable[str]) -> frozenset[str]:
    """Which of these numbers belong to people whom this company has forgotten at their request."""
    prints = _fingerprints(numbers)
    asked = {"organisation": organisation_id, "prints": list(prints)}
    return frozenset(prints[found] for found in session.scalars(_ERASED, asked))


_STANDING = select(Suppression.fingerprint, Suppression.scope).where(
    Suppression.organisation_id == bindparam("organisation"),
    among(Suppression.fingerprint, "prints"),
    Suppression.lifted_at.is_(None),
)
_ERASED = select(Suppression.fingerprint).where(
    Suppression.organisation_id == bindparam("organisation"),
    among(Suppression.fingerprint, "prints"),
    Suppression.scope == SuppressionScope.NUMBER,
    Suppression.reason == ERASURE,
)
