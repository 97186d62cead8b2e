"""The further sheets of a workbook on their way in: lines of records, after the records themselves."""

from dataclasses import dataclass, field

from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.i18n import translate
from app.kernel.tabular.excel import sheet_beginning_with
from app.platform.storage import opened
from app.records.imports.headers import below_titles
from app.records.imports.linking import Linker
from app.records.imports.planning import CHUNK, Refused
from app.records.imports.reading import Trouble, read_row, reader_of, trouble
from app.records.kit.queries import key_of, reach
from app.records.kit.sheets import SHEETS


@dataclass
class LinesFound:
    """What the sheets do: records whose lines change as `(line, id, label, before, after)`, and refused rows."""

    changed: list = field(default_factory=list)
    refused: list = field(default_factory=list)


def lines_of(kind, made, *, entered=(), write=False):
    """The LinesFound of an import; `entered`: keys of rows of the first sheet, which need not exist while looking."""
    found = LinesFound()
    if made.encoding == "xlsx" and kind.name in SHEETS:
        file, content = opened(made.file_id)
        with content:
            for sheet in SHEETS[kind.name]:
                _Taking(kind, sheet, found, set(entered), write).take(content)
    return found


class _Taking:
    def __init__(self, kind, sheet, found, entered, write):
        self.kind, self.sheet, self.found = kind, sheet, found
        self.entered, self.write = entered, write
        self.named = translate(sheet.label)

    def take(self, content):
        """Read the sheet if the file has it, and plan or write what it says."""
        codes = [self.sheet.key, *(one.name for one in self.sheet.fields)]
        records = sheet_beginning_with(content, self.sheet.key)
        header = next(records, (0, []))[1]
        places = {code: header.index(code) for code in codes if code in header}
        if not places:
            return
        lines, order = self._read(places, below_titles(records)), {}
        for line, key, values in lines:
            order.setdefault(key, []).append((line, values))
        keys = list(order)
        for start in range(0, len(keys), CHUNK):
            self._some({key: order[key] for key in keys[start : start + CHUNK]})

    def _read(self, places, records):
        fields = {one.name: one for one in self.sheet.fields}
        readers = [(of, places[of.name], reader_of(of)) for of in self.sheet.fields if of.name in places]
        links = {of.name: Linker(of) for of in fields.values() if of.link}
        width, read = max(places.values()) + 1, []
        for line, cells in records:
            padded = cells + [""] * (width - len(cells))
            key = padded[places[self.sheet.key]].strip()
            values, troubles = read_row(readers, padded)
            lacking = [of for of in fields.values() if of.required and values.get(of.name) is None]
            troubles += [trouble(of, None, Rejected("This is required.")) for of in lacking if key]
            if not key and values:
                troubles = [
                    Trouble(
                        None,
                        translate("Write in %(column)s which record it belongs to.", column=self.sheet.key),
                    )
                ]
            if troubles:
                self._refuse(line, cells, troubles)
            elif key:
                read.append((line, key, values))
        for name, linker in links.items():
            linker.learn(values.get(name) for *_rest, values in read)
        return [one for one in read if self._linked(links, *one)]

    def _linked(self, links, line, key, values):
        try:
            for name, linker in links.items():
                if values.get(name) is not None:
                    values[name] = linker.target(values[name], None)
        except Rejected as refused:
            self._refuse(line, [key], [trouble(links[name].of, None, refused)])
            return False
        return True

    def _refuse(self, line, cells, troubles):
        said = " / ".join(one.sentence for one in troubles)
        where = translate(
            "Sheet %(sheet)s, line %(line)s: %(reason)s", sheet=self.named, line=line, reason=said
        )
        self.found.refused.append(Refused(line, cells, where))

    def _some(self, order):
        key, model = key_of(self.kind), self.kind.model
        known = dict(session.execute(select(key, model.id).where(key.in_(order), reach(self.kind))).all())
        for text, lines in order.items():
            if text not in known and text not in self.entered:
                self._refuse(
                    lines[0][0],
                    [text],
                    [
                        Trouble(
                            None, translate("There is no entry with the code or name %(text)s.", text=text)
                        )
                    ],
                )
        first = {known[text]: lines[0][0] for text, lines in order.items() if text in known}
        asked = {
            known[text]: [values for _line, values in lines] for text, lines in order.items() if text in known
        }
        for row_id, label, before, after, write in self.sheet.planned(asked):
            try:
                if self.write:
                    write()
                self.found.changed.append((first[row_id], row_id, label, before, after))
            except Rejected as refused:
                self._refuse(first[row_id], [label], [trouble(None, None, refused)])
