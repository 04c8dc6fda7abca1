"""Reads the answer to a contested result as a form sends it: words, and a place in the recording as m:ss."""

from flask import request

from campaigns.validation import Act
from telepro import ids
from telepro.services.validation import Word


def answer_word(meeting_id: str) -> Word:
    """What was answered of a meeting."""
    key = request.form.get("key", "")[:80] or ids.public_id()
    words = request.form.get("words", "")
    return Word(meeting_id, Act.ANSWERED, key, words=words, second=_second())


def _second() -> int | None:
    """A place typed as 1:05 or 65; None for anything else."""
    minutes, _colon, seconds = request.form.get("second", "").strip().rpartition(":")
    parts = (minutes or "0", seconds)
    if not all(each.isascii() and each.isdigit() and len(each) < 5 for each in parts):
        return None
    return int(parts[0]) * 60 + int(parts[1])
