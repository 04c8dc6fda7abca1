"""Decides which numbers, moments and bodies of a request can mean anything; the rest is nothing, or 400."""

import json
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import Any

from flask import abort, request

# No row has a number beyond PostgreSQL's bigint.
LARGEST = 2**63 - 1


def number(text: str) -> int:
    """A whole number as an address names it; `ValueError` for one that no row can have."""
    found = int(text) if text.isascii() and len(text) < 20 else None
    if found is None or abs(found) > LARGEST:
        raise ValueError(text)
    return found


def lines_typed(name: str) -> str:
    """What was typed into an area of text; browsers send its lines with carriage returns."""
    return request.form.get(name, "").replace("\r\n", "\n")


def page_before() -> tuple[datetime, str] | None:
    """Where the page before ended, as ?before=seconds~id says; None for the first page."""
    moment, _separator, public_id = request.args.get("before", "").partition("~")
    try:
        return datetime.fromtimestamp(float(moment), UTC), public_id
    except (ValueError, OverflowError, OSError):
        return None


def local_moment(name: str) -> datetime | None:
    """What a `datetime-local` field holds, on a clock that is not said here; None for nothing, or for
    the first and the last year there is, at whose ends no zone can be reckoned."""
    try:
        typed = datetime.fromisoformat(request.form.get(name, "")).replace(tzinfo=None)
    except ValueError:
        return None
    return typed if MINYEAR < typed.year < MAXYEAR else None


def body() -> dict[str, Any]:
    """The fields of a JSON object or a form, empty for anything else; 400 for what has no end or
    holds half characters, which nothing could keep."""
    try:
        sent = request.get_json(silent=True) if request.is_json else request.form.to_dict()
        json.dumps(sent, ensure_ascii=False).encode()
    except (RecursionError, UnicodeEncodeError):
        abort(400)
    return sent if isinstance(sent, dict) else {}
