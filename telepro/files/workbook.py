"""The rows of an .xlsx workbook, read by a process of its own that can be stopped at any row."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from telepro.files.file_codes import FileCode
from telepro.files.limits import HEADINGS_WITHIN
from telepro.files.records import Record
from telepro.files.refusals import Reader

_ROOT = Path(__file__).resolve().parents[2]
_COMMAND = (sys.executable, "-m", "telepro.files.workbook_process")


def workbook_records(path: Path, most: int, reader: Reader) -> Iterator[Record]:
    """Give the rows of the first visible sheet that holds any; `check_workbook` comes first.

    A sheet of more than `most` rows, or too large for the memory it may use, is refused in words
    before its first row.
    """
    with _process(path) as process:
        assert process.stdout is not None
        finished = False
        for text in process.stdout:
            answer = json.loads(text)
            if isinstance(answer, dict):
                _heed(answer, most, reader)
                continue
            line, cells = answer
            if any(map(str.strip, cells)):
                yield Record(line, cells)
        finished = process.wait() == 0
    if not finished:
        raise reader.refusal(FileCode.WORKBOOK_HEAVY)


def _heed(answer: dict[str, int | str], most: int, reader: Reader) -> None:
    if "trouble" in answer:
        raise reader.refusal(FileCode(str(answer["trouble"])), "xlsx")
    # Beside its rows a sheet may hold a title and headings.
    if int(answer["height"]) > most + HEADINGS_WITHIN:
        raise reader.refusal(FileCode.TOO_MANY_ROWS, most=reader.number(most))


@contextmanager
def _process(path: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [*_COMMAND, str(path.resolve())],
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
