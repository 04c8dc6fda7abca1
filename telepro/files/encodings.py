"""In which encoding a text file is written: its mark, else strict UTF-8, else Windows-1252, never a guess."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from telepro.files.file_codes import FileCode
from telepro.files.limits import LONGEST_LINE, Limits
from telepro.files.refusals import Reader

CHUNK = 512 * 1024

# UTF-32 before UTF-16: the mark of the one begins with the mark of the other.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LAST_RESORT = "cp1252"
# An accented letter in UTF-8; in Windows-1252 it would be a capital Ã before a sign, which no word has.
_PAIR = re.compile(rb"\xc3[\x80-\xbf]")
# The é of an old Mac; in Windows-1252 it would be a capital Ž after a small letter.
_MAC = re.compile(rb"[a-z]\x8e")


def encoding_of(path: Path, asked: str | None, limits: Limits, reader: Reader) -> str:
    """Name the codec that reads the whole file; the file is read once, or twice, in a stream.

    `asked` overrides. Raises `Refused` for bytes the encoding does not have, a line that is too
    long, or more lines than `limits` allows rows.
    """
    if asked:
        return _scan(path, _known(asked, reader), limits, reader)
    with path.open("rb") as file:
        head = file.read(CHUNK)
    marked = next((codec for mark, codec in MARKS if head.startswith(mark)), None)
    if marked:
        return _scan(path, marked, limits, reader)
    if head.count(b"\0") * 10 > len(head):
        raise reader.refusal(FileCode.NOT_TEXT)
    try:
        return _scan(path, "utf-8", limits, reader, UnicodeDecodeError)
    except UnicodeDecodeError:
        _refuse_misread(path, reader)
        return _scan(path, LAST_RESORT, limits, reader)


def _refuse_misread(path: Path, reader: Reader) -> None:
    """Raise `Refused` for what Windows-1252 would read without a fault and wrongly: names would be
    kept as CafÃ© or CafŽ."""
    pairs = False
    for chunk in _overlapping(path):
        if _MAC.search(chunk):
            raise reader.refusal(FileCode.ENCODING_MAC)
        pairs = pairs or _PAIR.search(chunk) is not None
    if pairs:
        raise reader.refusal(FileCode.ENCODING_MIXED, _first_other_line(path))


def _overlapping(path: Path) -> Iterator[bytes]:
    """The file in chunks, each with the last byte of the one before."""
    last = b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield last + chunk
            last = chunk[-1:]


def _first_other_line(path: Path) -> int:
    """The first line that is no UTF-8; lines are counted by their line feeds."""
    line = 1
    with path.open("rb") as file:
        while part := file.readline(LONGEST_LINE):
            try:
                part.decode()
            except UnicodeDecodeError:
                break
            line += part.endswith(b"\n")
    return line


def _known(name: str, reader: Reader) -> str:
    try:
        info = codecs.lookup(name)
    except LookupError:
        raise reader.refusal(FileCode.ENCODING_UNKNOWN, name) from None
    # Some codecs turn bytes into bytes (zip, hex): they read no text.
    if not getattr(info, "_is_text_encoding", True):
        raise reader.refusal(FileCode.ENCODING_UNKNOWN, name)
    return info.name


@dataclass(slots=True)
class _Measure:
    """What is counted while a file streams by."""

    lines: int = 0
    outside_quotes: int = 0
    quoted: int = 0
    run: int = 0

    def take(self, text: str) -> None:
        """Count the line ends of a chunk, and how far the line that is open has run."""
        self.lines += _line_ends(text)
        parts = text.split('"')
        self.outside_quotes += sum(_line_ends(part) for part in parts[self.quoted :: 2])
        self.quoted = (self.quoted + len(parts) - 1) % 2
        last = max(text.rfind("\n"), text.rfind("\r"))
        self.run = self.run + len(text) if last < 0 else len(text) - last - 1


def _line_ends(text: str) -> int:
    if "\r" not in text:
        return text.count("\n")
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _scan(
    path: Path,
    codec: str,
    limits: Limits,
    reader: Reader,
    passed_on: type[Exception] | tuple[()] = (),
) -> str:
    measure = _Measure()
    try:
        for text in _texts(path, codec):
            measure.take(text)
            if measure.run > LONGEST_LINE:
                raise reader.refusal(FileCode.LINE_TOO_LONG, most=reader.number(LONGEST_LINE))
    except passed_on:
        raise
    except UnicodeError as error:
        raise reader.refusal(FileCode.ENCODING_WRONG, _culprit(error), codec) from None
    # A heading and a last line without end allow one line more; quotes may be stray, so that
    # both counts must be over.
    if min(measure.lines, measure.outside_quotes) > limits.rows + 1:
        raise reader.refusal(FileCode.TOO_MANY_ROWS, most=reader.number(limits.rows))
    return codec


def _texts(path: Path, codec: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(codec)()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)


def _culprit(error: UnicodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"0x{error.object[error.start]:02X}"
    return "?"
