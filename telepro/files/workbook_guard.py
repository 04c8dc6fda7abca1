"""Whether a workbook may be unpacked at all: its archive is measured before anything reads it.

An .xlsx file is a ZIP archive, and an archive of a few kilobytes can unpack to gigabytes, lie
about its sizes, or hold the same bytes a hundred times.
"""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from telepro.files.file_codes import FileCode
from telepro.files.limits import (
    MEGABYTE,
    WORKBOOK_BYTES,
    WORKBOOK_ENTRIES,
    WORKBOOK_RATIO,
    WORKBOOK_SMALL_ENTRY,
    WORKBOOK_UNPACKED,
)
from telepro.files.refusals import Reader

ARCHIVE = b"PK\x03\x04"
_DIRECTORY_END = b"PK\x05\x06"
_DIRECTORY_BYTES_OF_AN_ENTRY = 512
_LOCAL_HEADER = 30
_CHUNK = 64 * 1024
_BOOK = "xl/workbook.xml"
_MACROS = "vbaproject.bin"
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")
_XML_HEAD = 64 * 1024


def check_workbook(path: Path, reader: Reader) -> None:
    """Raise `Refused` unless the archive is a plain .xlsx workbook of bounded size."""
    size = path.stat().st_size
    if size > WORKBOOK_BYTES:
        most = reader.megabytes(WORKBOOK_BYTES)
        raise reader.refusal(FileCode.TOO_LARGE, reader.megabytes(size), most)
    _check_directory(path, reader)
    try:
        with ZipFile(path) as archive:
            entries = archive.infolist()
        _check_entries(entries, reader)
        with path.open("rb") as file:
            _unpack_all(file, entries, reader)
    except (
        BadZipFile,
        zlib.error,
        struct.error,
        OSError,
        NotImplementedError,  # what the library says of a compression that it doesn't know
        ValueError,
    ) as error:
        raise reader.refusal(FileCode.WORKBOOK_DAMAGED, type(error).__name__) from None


def _check_directory(path: Path, reader: Reader) -> None:
    """Refuse a directory that is long before it is read: 100,000 entries would fill the memory."""
    with path.open("rb") as file:
        file.seek(0, 2)
        tail = min(file.tell(), 65_557)
        file.seek(-tail, 2)
        end = file.read()
    place = end.rfind(_DIRECTORY_END)
    if place < 0 or len(end) < place + 22:
        raise reader.refusal(FileCode.WORKBOOK_DAMAGED, "ZIP")
    entries, length = struct.unpack("<HI", end[place + 10 : place + 16])
    if entries > WORKBOOK_ENTRIES or length > WORKBOOK_ENTRIES * _DIRECTORY_BYTES_OF_AN_ENTRY:
        raise _bomb(reader, f"{entries} ZIP", str(WORKBOOK_ENTRIES))


def _check_entries(entries: list[ZipInfo], reader: Reader) -> None:
    names = {entry.filename.lower() for entry in entries}
    if _BOOK not in names:
        raise reader.refusal(FileCode.OTHER_KIND, "ZIP")
    if any(name.endswith(_MACROS) for name in names):
        raise reader.refusal(FileCode.WORKBOOK_MACROS)
    if len(names) < len(entries) or any(_strange(entry) for entry in entries):
        raise reader.refusal(FileCode.WORKBOOK_DAMAGED, "ZIP")
    if any(entry.flag_bits & 1 for entry in entries):
        raise reader.refusal(FileCode.WORKBOOK_OLD)
    if _overlap(entries):
        raise reader.refusal(FileCode.WORKBOOK_DAMAGED, "ZIP")
    total = sum(entry.file_size for entry in entries)
    if total > WORKBOOK_UNPACKED:
        raise _bomb(reader, reader.megabytes(total), reader.megabytes(WORKBOOK_UNPACKED))
    for entry in entries:
        _check_ratio(entry, reader)


def _strange(entry: ZipInfo) -> bool:
    """True for a name that climbs out of the archive, a link, or an unusual compression."""
    name = entry.filename.replace("\\", "/")
    climbs = name.startswith("/") or ":" in name or ".." in name.split("/")
    link = (entry.external_attr >> 28) == 0o12
    return climbs or link or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED)


def _overlap(entries: list[ZipInfo]) -> bool:
    end = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < end:
            return True
        end = entry.header_offset + _LOCAL_HEADER + entry.compress_size
    return False


def _check_ratio(entry: ZipInfo, reader: Reader) -> None:
    # Small parts may be very regular without harm.
    if entry.file_size <= WORKBOOK_SMALL_ENTRY:
        return
    ratio = entry.file_size // max(1, entry.compress_size)
    if ratio > WORKBOOK_RATIO:
        raise _bomb(reader, f"1:{ratio}", f"1:{WORKBOOK_RATIO}")


def _unpack_all(file: IO[bytes], entries: list[ZipInfo], reader: Reader) -> None:
    """Inflate every part without keeping it: the sizes must be true and no part define entities."""
    for entry in entries:
        size, head = 0, b""
        for piece in _inflated(file, entry):
            size += len(piece)
            if len(head) < _XML_HEAD:
                head += piece[: _XML_HEAD - len(head)]
            if size > entry.file_size:
                raise _bomb(reader, entry.filename, reader.megabytes(entry.file_size))
        if entry.filename.endswith((".xml", ".rels", ".vml")) and _defines_entities(head):
            raise reader.refusal(FileCode.WORKBOOK_ENTITIES, entry.filename)


def _defines_entities(head: bytes) -> bool:
    # UTF-16 has a NUL between the letters.
    plain = head.replace(b"\0", b"").upper()
    return any(mark in plain for mark in _ENTITIES)


def _inflated(file: IO[bytes], entry: ZipInfo) -> Iterator[bytes]:
    file.seek(entry.header_offset)
    header = file.read(_LOCAL_HEADER)
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    file.seek(name_length + extra_length, 1)
    left = entry.compress_size
    inflate = zlib.decompressobj(-15) if entry.compress_type == ZIP_DEFLATED else None
    while left > 0 and (packed := file.read(min(left, _CHUNK))):
        left -= len(packed)
        if inflate is None:
            yield packed
            continue
        while packed:
            yield inflate.decompress(packed, MEGABYTE)
            packed = inflate.unconsumed_tail


def _bomb(reader: Reader, found: str, most: str) -> Exception:
    return reader.refusal(FileCode.WORKBOOK_BOMB, found, most)
