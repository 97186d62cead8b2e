"""Which encoding a file of text is in, and its lines decoded without guessing (ec.md section 0)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from app.kernel.errors import Rejected

UTF_8, CP932 = "utf-8", "cp932"
_BOM = b"\xef\xbb\xbf"
_BLOCK = 1 << 20
_TOLERATED = 0.05  # the share of unreadable lines up to which the rest of a file is worth having

# CPython's cp932 lets 0x80, 0xA0 and 0xFD-0xFF pass as these; no Japanese program writes them.
GHOSTS = re.compile("[\x80\xa0\uf8f0-\uf8f3]")


@dataclass(frozen=True)
class Encoding:
    """What was found: the codec's name, whether a byte order mark leads, and the number of lines."""

    name: str
    has_bom: bool
    line_count: int


def detect(file: BinaryIO) -> Encoding:
    """Return the encoding of a text file; leaves it at its beginning.

    UTF-8 when every line is (a byte order mark decides at once), else the one of UTF-8 and cp932 that reads
    more lines. One encoding serves the whole file: pairs of half-width kana in cp932 are valid UTF-8,
    so choosing line by line would misread them silently. Raises Rejected when more than 5% of the lines
    cannot be read or the file is binary.
    """
    has_bom = file.read(len(_BOM)) == _BOM
    names = [UTF_8] if has_bom else [UTF_8, CP932]
    line_count, clean = _survey(file, names)
    if clean:
        return Encoding(clean[0], has_bom, line_count)
    failures = _failures(file, names)
    name = min(names, key=failures.__getitem__)
    if failures[name] > line_count * _TOLERATED:
        raise Rejected(
            "%(count)s of %(lines)s lines are neither UTF-8 nor Shift_JIS. Save the file as CSV UTF-8.",
            count=failures[name],
            lines=line_count,
        )
    return Encoding(name, has_bom, line_count)


def _survey(file: BinaryIO, names: list[str]) -> tuple[int, list[str]]:
    """Count the lines and return the encodings without a single failure."""
    clean, line_count = list(names), 0
    for lines in _blocks(file):
        line_count += len(lines)
        block = b"".join(lines)
        if b"\0" in block:
            raise Rejected("This file is not text. Choose a CSV or Excel (.xlsx) file.")
        if not block.isascii():
            clean = [name for name in clean if _reads(block, name)]
    return line_count, clean


def _failures(file: BinaryIO, names: list[str]) -> dict[str, int]:
    failures = dict.fromkeys(names, 0)
    for lines in _blocks(file):
        for name in names:
            failures[name] += sum(not _reads(line, name) for line in lines)
    return failures


def _blocks(file: BinaryIO) -> Iterator[list[bytes]]:
    file.seek(0)
    while lines := file.readlines(_BLOCK):
        yield lines
    file.seek(0)


def _reads(raw: bytes, name: str) -> bool:
    try:
        text = raw.decode(name)
    except UnicodeDecodeError:
        return False
    return name != CP932 or GHOSTS.search(text) is None


class Lines:
    """The decoded lines of a file, newlines kept, with a record of those that could not be read.

    ``number`` is the line given last (from 1); ``unreadable`` collects ``(number, bytes)`` and is
    emptied by the reader once it has dealt with them, as is ``taken``, the lines of the present record.
    Such a line is still given, its bad bytes as lone surrogates, so that quotes and delimiters around it
    keep their meaning.
    """

    def __init__(self, file: BinaryIO, encoding: Encoding):
        """``file`` stands at its beginning."""
        self._file, self._encoding = file, encoding
        self.number = 0
        self.unreadable: list[tuple[int, bytes]] = []
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        """Give one line after the other."""
        name = self._encoding.name
        if self._encoding.has_bom:
            self._file.seek(len(_BOM))
        for raw in self._file:
            self.number += 1
            text = self._decoded(raw, name)
            self.taken.append(text)
            yield text

    def _decoded(self, raw: bytes, name: str) -> str:
        try:
            text = raw.decode(name)
        except UnicodeDecodeError:
            self.unreadable.append((self.number, raw))
            return raw.decode(name, "surrogateescape")
        if name == CP932 and GHOSTS.search(text):
            self.unreadable.append((self.number, raw))
        return text
