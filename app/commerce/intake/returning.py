"""Refused lines go back as a file of the kind that came: the same columns, the reason in an added one."""

from app.commerce.intake.settings import KEEP_DAYS
from app.kernel.i18n import translate
from app.kernel.tabular import write_csv
from app.platform.settings import value_of
from app.platform.storage.sealed import Writer

_HELD = 500
BOM = b"\xef\xbb\xbf"


class RefusedLines:
    """Collects refused lines of one IntakeFile and writes them, sealed, as they come; `kept()` ends it.

    `count` lines of the orders `numbers`.
    """

    def __init__(self, file, table):
        self._file, self._header = file, list(table.header)
        self._encoding, self._delimiter = table.encoding, table.delimiter or ","
        self._held, self._writer = [], None
        self.count, self.numbers = 0, set()

    def add(self, refused):
        """Take one Refused."""
        self.count += 1
        self.numbers.add(refused.number or refused.line)
        width = len(self._header)
        cells = [*refused.cells[:width], *[""] * (width - len(refused.cells))]
        self._held.append([*cells, refused.line, refused.sentence])
        if len(self._held) >= _HELD:
            self._flush()

    def _flush(self):
        first, cp932 = self._writer is None, self._encoding == "cp932"
        if first:
            stem = self._file.name.rpartition(".")[0] or self._file.name
            ending = "tsv" if self._delimiter == "\t" else "csv"
            name = translate("%(file)s_refused.csv", file=stem).removesuffix("csv") + ending
            self._writer = Writer(name, purpose="intake", days=value_of(KEEP_DAYS))
            if not cp932:
                self._writer.write(BOM)
        write_csv(
            self._writer,
            [*self._header, translate("Line"), translate("Reason")],
            self._held,
            encoding="cp932" if cp932 else "utf-8",
            delimiter=self._delimiter,
            quoting="none" if self._delimiter == "\t" else "all",
            on_unwritable="mark",
            with_header=first,
        )
        self._held.clear()

    def kept(self):
        """The id of the SealedStream, or None when nothing was refused."""
        if self._held:
            self._flush()
        return self._writer.done().id if self._writer else None
