"""What one request to the application says, before it is decided how it is sent and how often."""

from dataclasses import dataclass

from telepro.localtwilio.codes import Purpose
from telepro.localtwilio.signing import Form


@dataclass(frozen=True, slots=True)
class Webhook:
    """One logical request to the application; its retries carry the same token."""

    purpose: Purpose
    url: str
    method: str
    form: Form
    call_sid: str = ""
    token: str = ""
    key: str = ""
    """The secret it is signed with; empty for the account's own."""
