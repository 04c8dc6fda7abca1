"""What one row of a prospect file becomes: a prospect that may be called, or a rejection in words."""

from enum import StrEnum


class Audience(StrEnum):
    """Whom a prospect is for the law: a business or a consumer."""

    B2B = "B2B"
    B2C = "B2C"


class Basis(StrEnum):
    """The legal ground on which a prospect is called (GDPR, article 6)."""

    LEGITIMATE_INTEREST = "legitimate_interest"
    CONSENT = "consent"
    CONTRACT = "contract"
