"""What a file would do: which rows are new, which change what, which change nothing, which are refused and why."""

from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy import Row

from app.kernel.errors import Rejected
from app.kernel.i18n import translate
from app.records.imports import present
from app.records.imports.keys import ID, OUT, UPDATE, Rules, beside_fields
from app.records.imports.linking import Linker
from app.records.imports.reading import Trouble, read_row, readers_of, trouble
from app.records.imports.sameness import same
from app.records.kit.extras import held
from app.records.kit.model import ARCHIVED
from app.records.kit.reading import check_retired, value_of

CHUNK = 5_000


@dataclass(frozen=True)
class Planned:
    """A row that goes in: new when `before` is None, else with `changes` (field → before, after).

    `columns` are columns of the table that are no fields, such as the state of a row that comes back.
    """

    line: int
    values: dict
    before: Row | None
    changes: dict
    columns: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Refused:
    """A row that stays out, with its reasons in the reader's language and the numbers of the columns at fault."""

    line: int
    cells: list
    reason: str
    columns: tuple = ()


@dataclass
class Chunk:
    """The plan of some rows."""

    created: list = field(default_factory=list)
    updated: list = field(default_factory=list)
    removed: list = field(default_factory=list)
    unchanged: int = 0
    refused: list = field(default_factory=list)
    lines: int = 0


class Planner:
    """Plans a file chunk by chunk against what is there now; remembers the keys it has seen and links it resolved."""

    def __init__(self, kind, mapping, rules=None):
        self.kind, self.mapping = kind, mapping
        self.rules = rules or Rules()
        self.key = self.rules.key or kind.key
        self.readers = readers_of(kind, {name: mapping[name] for name in mapping if self._is_read(name)})
        self.links = {of.name: Linker(of) for of, _column, _read in self.readers if of.link}
        self.needed = [
            of for of in kind.fields.values() if of.required and of.imported and of.default is None
        ]
        self.seen = {name: {} for name in {self.key, kind.key}}
        self.months = set()
        self.beside = beside_fields(kind)

    def _is_read(self, name):
        return name != ID.name or self.key == ID.name

    def chunks(self, rows):
        """Yield a Chunk for every five thousand `(line, cells)`."""
        rows = iter(rows)
        while part := list(islice(rows, CHUNK)):
            yield self._plan(part)

    def _plan(self, part):
        chunk, read = Chunk(lines=len(part)), []
        for line, cells in part:
            values, troubles = read_row(self.readers, cells)
            troubles = troubles or self._make_key(values) or self._seen_before(line, values)
            if troubles:
                self._refuse(chunk, line, cells, troubles)
            else:
                read.append((line, cells, values))
        for name, linker in self.links.items():
            linker.learn(values.get(name) for *_rest, values in read)
        there = present.of(self.kind, self.key, [values for *_rest, values in read])
        for line, cells, values in read:
            self._place(chunk, line, cells, values, there)
        return chunk

    def _refuse(self, chunk, line, cells, troubles):
        columns = tuple(one.column for one in troubles if one.column is not None)
        chunk.refused.append(Refused(line, cells, " / ".join(one.sentence for one in troubles), columns))

    def _make_key(self, values):
        parts = [values.get(name) for name in self.kind.key_parts]
        if not parts or values.get(self.kind.key) or None in parts:
            return []
        of = self.kind.fields[self.kind.key]
        try:
            values[of.name] = value_of(of, "-".join(map(str, parts)))
        except Rejected as refused:
            return [trouble(of, self.mapping[self.kind.key_parts[0]], refused)]
        return []

    def _seen_before(self, line, values):
        for name, lines in self.seen.items():
            value = values.get(name)
            if value in (None, ""):
                continue
            first = lines.setdefault(value, line)
            if first != line:
                return [self._twice(name, first)]
        needed = self.key == self.kind.key and not self.kind.numbered
        return [self._lacking(self.key)] if needed and not values.get(self.key) else []

    def _twice(self, name, first):
        column = self.mapping.get(name)
        if name == self.kind.key:
            return Trouble(column, translate("Line %(line)s has the same code.", line=first))
        label = translate(self._field(name).label)
        return Trouble(column, translate("Line %(line)s has the same %(field)s.", line=first, field=label))

    def _field(self, name):
        return ID if name == ID.name else self.kind.fields[name]

    def _lacking(self, name):
        return trouble(self._field(name), self.mapping.get(name), Rejected("This is required."))

    def _place(self, chunk, line, cells, values, there):
        value, goes = values.get(self.key), values.get(UPDATE.name) == OUT
        values = {name: one for name, one in values.items() if name not in self.beside}
        try:
            before = there.row(value)
            if goes:
                _take_out(chunk, line, before)
                return
            troubles = self._unwanted(value, before) or self._taken(values, before, there)
        except Rejected as refused:
            before, troubles = None, [trouble(None, self.mapping.get(self.key), refused)]
        troubles = troubles or self._link_up(values, before)
        if before is None and not troubles:
            troubles = self._incomplete(values)
        troubles = troubles or self._checked(values, before)
        if troubles:
            self._refuse(chunk, line, cells, troubles)
            return
        self._note_month(values, before)
        if before is None:
            chunk.created.append(Planned(line, values, None, {}))
        else:
            self._change(chunk, line, values, before, there)

    def _note_month(self, values, before):
        if self.kind.spanned:
            day = values.get(self.kind.spanned) or getattr(before, self.kind.spanned)
            self.months.add(day.replace(day=1))

    def _unwanted(self, value, before):
        of, column = self._field(self.key), self.mapping.get(self.key)
        if before is not None and self.rules.mode == "create":
            return [trouble(of, column, Rejected("This record exists already."))]
        if before is None and (self.rules.mode == "update" or (self.key == ID.name and value is not None)):
            return [trouble(of, column, Rejected("There is no such record to change."))]
        return []

    def _taken(self, values, before, there):
        code = values.get(self.kind.key)
        if self.key == self.kind.key or code is None or there.free(code, before):
            return []
        refused = Rejected("Another record has this code.")
        return [trouble(self.kind.fields[self.kind.key], self.mapping[self.kind.key], refused)]

    def _link_up(self, values, before):
        troubles = []
        for name, linker in self.links.items():
            if values.get(name) is None:
                continue
            try:
                values[name] = linker.target(values[name], held(before, linker.of) if before else None)
            except Rejected as refused:
                troubles.append(trouble(linker.of, self.mapping[name], refused))
        return troubles

    def _incomplete(self, values):
        lacking = [of for of in self.needed if of.name not in values]
        unnamed = [of for of in lacking if of.name not in self.mapping]
        troubles = [self._lacking(of.name) for of in lacking if of.name in self.mapping]
        if unnamed:
            labels = ", ".join(translate(of.label) for of in unnamed)
            troubles.append(Trouble(None, translate("New rows need: %(fields)s", fields=labels)))
        return troubles

    def _checked(self, values, before):
        try:
            check_retired(self.kind, values, before)
            self.kind.check(values, before)
        except Rejected as refused:
            return [trouble(self.kind.fields.get(refused.field), self.mapping.get(refused.field), refused)]
        return []

    def _change(self, chunk, line, values, before, there):
        fields = self.kind.fields
        changes = {}
        for name, value in values.items():
            old = held(before, fields[name])
            if old != value and not same(fields[name], old, value):
                changes[name] = [old, value]
        columns = {}
        if before.state == ARCHIVED and (self.kind.spanned or before.id in there.undone):
            columns = {"state": before.archived_from or "active", "archived_from": None}
            changes["state"] = [before.state, columns["state"]]
        if not changes:
            chunk.unchanged += 1
            return
        kept = {name: held(before, fields[name]) for name in self.mapping if name in fields}
        after = {name: pair[1] for name, pair in changes.items() if name in fields}
        chunk.updated.append(Planned(line, kept | after, before, changes, columns))


def put_away(line, row):
    """A row that a file takes out of the lists, as Planned."""
    columns = {"state": ARCHIVED, "archived_from": row.state}
    return Planned(line, {}, row, {"state": [row.state, ARCHIVED]}, columns)


def _take_out(chunk, line, before):
    if before is None or before.state == ARCHIVED:
        chunk.unchanged += 1
    else:
        chunk.removed.append(put_away(line, before))
