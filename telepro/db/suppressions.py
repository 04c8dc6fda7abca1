"""Who must not be called: fingerprints that outlive the data they were made from."""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime

from flask import current_app
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.dispositions import SuppressionScope
from telepro.db.whom import Suppression
from telepro.settings import Settings


def fingerprint(value: str) -> str:
    """A keyed fingerprint of a number or an id: enough to recognise it, nothing to read from it.

    The objection must be kept for three years at least, ideally as a fingerprint only (CNIL,
    référentiel gestion commerciale, 2022).
    """
    settings: Settings = current_app.extensions["telepro.settings"]
    return hmac.new(settings.fingerprint_key.encode(), value.encode(), hashlib.sha256).hexdigest()


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
    added = session.execute(row.on_conflict_do_nothing().returning(Suppression.id))
    return added.first() is not None


def standing(
    session: Session, organisation_id: int, values: Iterable[str]
) -> dict[str, SuppressionScope]:
    """Which of these numbers and public ids must not be called by this company, and how far."""
    prints = {fingerprint(value): value for value in values}
    rows = session.execute(
        select(Suppression.fingerprint, Suppression.scope).where(
            Suppression.organisation_id == organisation_id,
            Suppression.fingerprint.in_(prints),
            Suppression.lifted_at.is_(None),
        )
    )
    return {prints[found]: scope for found, scope in rows}
