"""Decides what a log may say of an error: its kinds and the lines it came through, never its words.

The words of an error quote what it stumbled over: a database names the row, a parser the text. Those
are names and numbers of people, and logs and Redis are no place for them.
"""

import logging
import traceback
from collections.abc import Iterator

INNERMOST = 12


class JobFailed(Exception):
    """A job failed: its message is all that Redis and the log may keep of it."""


class WithoutWords(logging.Filter):
    """Makes of every traceback that is logged what may be said of it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, changed in place."""
        if record.exc_info and record.exc_info[1] is not None:
            record.msg = f"{record.getMessage()}: {told(record.exc_info[1])}"
            record.args, record.exc_info, record.exc_text = None, None, None
        return True


def told(error: BaseException) -> str:
    """The error's kind, the kinds behind it, and the innermost lines of code, one to a line."""
    kinds = " from ".join(type(each).__name__ for each in _chain(error))
    # Not `extract_tb`, which reads the source of every frame that is left out here.
    walked = [(frame.f_code, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    lines = [f"  {code.co_filename}:{line} in {code.co_name}" for code, line in walked[-INNERMOST:]]
    return "\n".join([kinds, *lines])


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = found.__cause__ or found.__context__
