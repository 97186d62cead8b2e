"""The zip around an .xlsx file, measured before anything opens it."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from app.kernel.errors import Rejected

_MEGABYTE = 1024 * 1024
_LOCAL_HEADER = 30
_OVERLAP = 64  # bytes; longer than any cell reference that is split between two blocks
# The r attribute of cells (B12) and rows (12): as every program writes it, and in any lawful spelling.
_PLACE = re.compile(rb' r="([A-Za-z]{0,3})([0-9]{1,9})"')
_ANY_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,9})["']""")
_UNUSUAL = (b"\t", b"\n", b"\r", b" =", b"= ", b"='")


@dataclass(frozen=True)
class ZipLimits:
    """How large an .xlsx file may be once unpacked.

    ``cells`` bounds the rectangle around all filled cells of a sheet: one cell in the last corner of an
    otherwise empty sheet is enough to make a reader ask for hundreds of gigabytes.
    """

    entries: int = 5_000
    total_bytes: int = 1024 * _MEGABYTE
    ratio: int = 200
    ratio_from_bytes: int = 20 * _MEGABYTE
    cells: int = 20_000_000


def check_zip(file: BinaryIO, limits: ZipLimits) -> None:
    """Raise Rejected when the archive would unpack to more than the limits; leaves it at its beginning.

    The directory's sizes are believed only as far as unpacking confirms them: they are the sender's claim.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _check_directory(entries, limits)
            total = 0
            for entry in entries:
                total += _check_entry(archive, entry, limits, total)
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, EOFError) as cause:
        raise Rejected(
            "The Excel file is damaged. Open it in Excel, save it again and try once more."
        ) from cause
    finally:
        file.seek(0)


def _check_directory(entries: list[zipfile.ZipInfo], limits: ZipLimits) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > limits.entries or unpacked > limits.total_bytes:
        raise _too_large()
    if unpacked > limits.ratio_from_bytes and unpacked > limits.ratio * packed:
        raise _too_large()


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: ZipLimits, before: int) -> int:
    allowed = max(limits.ratio_from_bytes, limits.ratio * entry.compress_size)
    size, tail, last_row, last_column = 0, b"", 0, 0
    for piece in _unpacked(archive, entry):
        size += len(piece)
        if size > allowed or before + size > limits.total_bytes:
            raise _too_large()
        block = tail + piece
        row, column = _furthest(block)
        last_row, last_column = max(last_row, row), max(last_column, column)
        tail = block[-_OVERLAP:]
    if last_row * last_column > limits.cells:
        raise Rejected("The sheet reaches too far to the right or down. Delete the empty rows and columns.")
    return size


def _furthest(block: bytes) -> tuple[int, int]:
    places = (_ANY_PLACE if any(mark in block for mark in _UNUSUAL) else _PLACE).findall(block)
    if not places:
        return 0, 0
    columns = {letters for letters, _row in places}
    rows = {row for _letters, row in places}
    return max(map(int, rows)), max(map(_column_number, columns))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    # Not ZipFile.open(): it stops at the size the directory claims, and the reader after us does not.
    if entry.flag_bits & 1:
        raise Rejected("The Excel file has a password. Save it without one.")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotImplementedError
    file = archive.fp
    file.seek(entry.header_offset)
    name_length, extra_length = struct.unpack("<HH", file.read(_LOCAL_HEADER)[26:30])
    file.seek(name_length + extra_length, 1)
    left, engine = entry.compress_size, zlib.decompressobj(-zlib.MAX_WBITS)
    while left > 0 and (packed := file.read(min(left, _MEGABYTE))):
        left -= len(packed)
        if entry.compress_type == zipfile.ZIP_STORED:
            yield packed
            continue
        while packed:
            yield engine.decompress(packed, _MEGABYTE)
            packed = engine.unconsumed_tail


def _too_large() -> Rejected:
    return Rejected("The Excel file is too large once unpacked. Split it, or save it as CSV.")
