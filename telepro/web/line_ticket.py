"""Decides which softphone a browser opens: the local Twilio's, Twilio's own, or none and why."""

from collections.abc import Callable

from flask_babel import gettext as _

from telepro.settings import Carrier

SIMULATED, TWILIO, NONE = "simulated", "twilio", "none"


def ticket(account: Carrier, sign: Callable[[Carrier], str]) -> dict[str, str | list[str]]:
    """What a browser needs to open its leg; `sign` makes the token, where there is an account."""
    if account.base_url:
        return _given(SIMULATED, token=sign(account), base_url=account.base_url)
    if account.has_voice:
        return _given(TWILIO, token=sign(account), edges=list(account.edges))
    return none(why_none(account))


def none(why: str) -> dict[str, str | list[str]]:
    """No line, and why."""
    return _given(NONE, why=why)


def why_none(account: Carrier) -> str:
    """Why no browser has a line here, by the names of the variables that are not set."""
    if not account.configured:
        return str(_("no carrier account is configured on this server"))
    missing = ", ".join(account.missing_for_softphone)
    return str(_("the softphone needs %(names)s, not set on this server", names=missing))


def _given(adapter: str, **more: str | list[str]) -> dict[str, str | list[str]]:
    return {"adapter": adapter, "token": "", "base_url": "", "edges": [], "why": "", **more}
