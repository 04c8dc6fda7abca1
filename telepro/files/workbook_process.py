"""Reads the first filled sheet of a workbook in a process of its own, with little memory and time.

Run as `python -m telepro.files.workbook_process PATH`: prints one JSON line per row,
`[row number, [cells]]`, after `{"height": rows}`; or `{"trouble": code}`. What breaks it breaks no other process.
"""

import json
import resource
import sys
from datetime import date, datetime, time, timedelta

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from telepro.files.file_codes import FileCode
from telepro.files.limits import WORKBOOK_CPU_SECONDS, WORKBOOK_MEMORY

Cell = int | float | str | bool | time | date | datetime | timedelta

EXACT = 10**15
"""Whole numbers below this are exact in a spreadsheet."""


def as_text(cell: Cell) -> str:
    """Write a cell as a person sees it: 612345678.0 is 612345678, a day is 2026-11-21."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < EXACT else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (WORKBOOK_MEMORY, WORKBOOK_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (WORKBOOK_CPU_SECONDS, WORKBOOK_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _print_rows(path: str) -> None:
    with CalamineWorkbook.from_path(path) as book:
        for about in book.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet or about.visible != SheetVisibleEnum.Visible:
                continue
            sheet = book.get_sheet_by_name(about.name)
            if sheet.start is None:
                continue
            sys.stdout.write(json.dumps({"height": sheet.height}) + "\n")
            # Rows are given from the top of the sheet, so that numbers are the ones people see.
            for number, row in enumerate(sheet.iter_rows(), 1):
                line = json.dumps([number, [as_text(cell) for cell in row]], ensure_ascii=False)
                sys.stdout.write(line + "\n")
            return
    _tell(FileCode.WORKBOOK_EMPTY)


def _tell(code: FileCode) -> None:
    sys.stdout.write(json.dumps({"trouble": code}) + "\n")


def main(path: str) -> None:
    """Print the rows of the workbook at `path`."""
    _limit()
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        _print_rows(path)
    except PasswordError:
        _tell(FileCode.WORKBOOK_OLD)
    except CalamineError:
        _tell(FileCode.WORKBOOK_DAMAGED)
    except MemoryError:
        _tell(FileCode.WORKBOOK_HEAVY)


if __name__ == "__main__":
    main(sys.argv[1])
